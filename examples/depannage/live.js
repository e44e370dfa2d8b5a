/** Listens to a conversation, and comes back when the connection ends. `opened` is called each time it stands. */
export class Live {
  #open;
  #on;
  #socket = null;
  #left = false;
  #tries = 0;

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
    this.#socket.addEventListener("close", () => this.#later());
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
