import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/**
 * What an operator has in front of several servers: each connection goes to the next of them, past those that
 * do not answer. Nothing is sticky.
 */
export class Balancer {
  readonly #ports: readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn = 0;

  private constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((near) => {
      this.#keep(near);
      const first = this.#turn++;
      this.#lead(
        near,
        ports.map((_, index) => this.#ports[(first + index) % ports.length] ?? 0),
      );
    });
  }

  static async open(ports: readonly number[]): Promise<Balancer> {
    const balancer = new Balancer(ports);
    balancer.#server.listen(0, "127.0.0.1");
    await once(balancer.#server, "listening");
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #lead(near: Socket, [port, ...others]: readonly number[]): void {
    if (port === undefined) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    this.#keep(far);
    const next = () => this.#lead(near, others);
    far.once("error", next);
    far.once("connect", () => {
      far.off("error", next);
      near.pipe(far).pipe(near);
      near.once("close", () => far.destroy());
      far.once("close", () => near.destroy());
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay();
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
  }
}
