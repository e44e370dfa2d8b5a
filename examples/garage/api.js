/** Where the API is: the one address that a page changes to move to Relais. */
export const relais = new URLSearchParams(location.search).get("relais") ?? "http://localhost:3000";

let access = "";

/** Signs in; resolves with the person. Rejects with the server's words. */
export async function signIn(email, password) {
  const answer = await call("POST", "/api/login", { email, password });
  ({ access } = answer);
  return answer.user;
}

export const token = () => access;

export async function call(method, path, body) {
  const response = await fetch(relais + path, {
    method,
    headers: {
      "content-type": "application/json",
      ...(access !== "" && { authorization: `Bearer ${access}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? answer.detail);
  return answer;
}
