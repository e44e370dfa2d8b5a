/** The documented API, as the page knew it before. */
export class Api {
  #base;
  #tokens = null;

  constructor(base) {
    this.#base = base;
  }

  async signIn(email, password) {
    const { access, refresh, user } = await this.#call("POST", "/api/login", { email, password });
    this.#tokens = { access, refresh };
    return user;
  }

  get access() {
    return this.#tokens.access;
  }

  /** A new access token; the old one has ended. */
  async renew() {
    this.#tokens = await this.#call("POST", "/api/token/refresh", {
      refresh: this.#tokens.refresh,
    });
    return this.#tokens.access;
  }

  async rooms() {
    return (await this.#call("GET", "/api/v1/chat/rooms/")).results;
  }

  send(chat_room_id, text) {
    const message = { chat_room_id, message_type: "text", text, client_id: crypto.randomUUID() };
    return this.#call("POST", "/api/v1/chat/messages/", message);
  }

  markAsRead(roomId) {
    return this.#call("POST", `/api/v1/chat/rooms/${roomId}/mark_as_read/`);
  }

  async #call(method, path, body, again = true) {
    const answer = await fetch(this.#base + path, {
      method,
      headers: {
        "content-type": "application/json",
        "accept-language": "fr",
        ...(this.#tokens && { authorization: `Bearer ${this.#tokens.access}` }),
      },
      body: body && JSON.stringify(body),
    });
    if (answer.status === 401 && this.#tokens && again) {
      await this.renew();
      return this.#call(method, path, body, false);
    }
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.detail);
    return value;
  }
}
