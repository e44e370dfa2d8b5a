/** The documented API, as the page knew it before. */
export class Api {
  #base;
  #tokens = null;

  constructor(base) {
    this.#base = base;
  }

  async signIn(email, password) {
    const { access, refresh, user } = await this.post("/api/login", { email, password });
    this.#tokens = { access, refresh };
    return user;
  }

  get(path) {
    return this.#call("GET", path);
  }

  /** A form goes as it is, everything else as JSON. */
  post(path, body = {}) {
    return this.#call("POST", path, body);
  }

  /** The address of a conversation's socket, which opens once. */
  async socketAddress(conversationId) {
    const { ticket } = await this.post("/v1/socket-tickets");
    return `${this.#base.replace(/^http/, "ws")}/ws/chat/${conversationId}/?token=${ticket}`;
  }

  async #call(method, path, body, again = true) {
    const isForm = body instanceof FormData;
    const answer = await fetch(this.#base + path, {
      method,
      headers: {
        ...(!isForm && { "content-type": "application/json" }),
        "accept-language": "fr",
        ...(this.#tokens && { authorization: `Bearer ${this.#tokens.access}` }),
      },
      body: isForm ? body : body && JSON.stringify(body),
    });
    if (answer.status === 401 && this.#tokens && again) {
      const { refresh } = this.#tokens;
      this.#tokens = null;
      this.#tokens = await this.post("/api/token/refresh", { refresh });
      return this.#call(method, path, body, false);
    }
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.detail);
    return value;
  }
}
