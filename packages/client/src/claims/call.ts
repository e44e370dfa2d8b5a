import { NetworkError } from "../errors.ts";
import { address } from "../transport/transport.ts";
import { settings } from "./configure.ts";
import { begun } from "./follow.ts";

/** The server refused: `status` as in HTTP, `errors` by the name of each wrong field. */
export class ClaimsError extends Error {
  readonly status: number;
  readonly errors: Readonly<Record<string, readonly string[]>>;

  constructor(status: number, message: string, errors: ClaimsError["errors"] = {}) {
    super(message);
    this.name = "ClaimsError";
    this.status = status;
    this.errors = errors;
  }
}

/**
 * One call of the claims API. Rejects with ClaimsError when the server refused, with NetworkError when no answer
 * came.
 */
export async function call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const { getToken } = settings();
  if (method !== "GET") await begun();
  const token = await getToken();
  const answer = await ask(method, path, body, token);
  if (answer.status !== 401 || token === null) return read(answer);
  const next = await getToken(token);
  return read(next === null || next === token ? answer : await ask(method, path, body, next));
}

async function ask(
  method: string,
  path: string,
  body: unknown,
  token: string | null,
): Promise<Response> {
  const { baseUrl, language, fetch: doFetch = fetch } = settings().options;
  const said = typeof language === "function" ? language() : language;
  const isForm = typeof FormData !== "undefined" && body instanceof FormData;
  try {
    return await doFetch(address(baseUrl, `/claims/api/${path}`), {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(said !== undefined && { "accept-language": said }),
        ...(body !== undefined && !isForm && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    throw new NetworkError(`${path} was not answered`, { cause: error });
  }
}

async function read<Body>(answer: Response): Promise<Body> {
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok && body !== null) return body as Body;
  const { detail, errors } = (body ?? {}) as { detail?: string; errors?: ClaimsError["errors"] };
  if (detail === undefined) throw new NetworkError(`an answer of ${answer.status} is none of ours`);
  throw new ClaimsError(answer.status, detail, errors);
}
