/** What the server closes with for somebody who does not take part. */
const notYours = 4403;

/** Listens to a ticket, and comes back when the connection ends. `opened` is called each time it stands. */
export class Live {
  #open;
  #on;
  #socket = null;
  #left = false;
  #tries = 0;
  #anew = false;

  constructor(open, on) {
    this.#open = open;
    this.#on = on;
    void this.#connect();
  }

  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) throw new Error("Pas de connexion.");
    this.#socket.send(JSON.stringify(frame));
  }

  /** What matters now only: without a connection it is not said. */
  hint(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.send(frame);
  }

  /** Comes back after a refusal, of now or of the try that is under way. */
  again() {
    if (this.#socket === null) void this.#connect();
    else this.#anew = true;
  }

  leave() {
    this.#left = true;
    this.#socket?.close();
  }

  async #connect() {
    try {
      const address = await this.#open();
      if (this.#left) return;
      this.#socket = new WebSocket(address);
    } catch {
      this.#later();
      return;
    }
    this.#socket.addEventListener("open", () => this.#on.opened());
    this.#socket.addEventListener("message", ({ data }) => {
      const { type, ...frame } = JSON.parse(data);
      this.#tries = 0;
      this.#on[type]?.(frame);
    });
    this.#socket.addEventListener("close", ({ code }) =>
      code === notYours ? this.#refused() : this.#later(),
    );
  }

  /** Asking again would be answered the same until something is done about it: then `again` is called. */
  #refused() {
    this.#socket = null;
    if (this.#left) return;
    const anew = this.#anew;
    this.#anew = false;
    if (anew) void this.#connect();
    else this.#on.refused();
  }

  #later() {
    if (this.#left) return;
    this.#on.closed();
    setTimeout(() => void this.#connect(), pause(this.#tries++));
  }
}

/** One or two seconds at first, up to half a minute for a server that stays away. */
function pause(tries) {
  return Math.min(1_000 * 2 ** tries, 30_000) * (1 + Math.random());
}
