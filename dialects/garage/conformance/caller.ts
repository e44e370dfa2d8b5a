import { Caller as Anyone } from "@relais/dialect/conformance";
import { io, type Socket } from "socket.io-client";

/** Whom the suite speaks as. */
export type Part = "client" | "garage" | "admin" | "outsider";

const emails: Record<Part, string> = {
  client: "client@garage.demo",
  garage: "garagiste@garage.demo",
  admin: "admin@garage.demo",
  outsider: "outsider@outside.demo",
};

export type Message = {
  _id: string;
  content: string;
  appointmentId: string | null;
  read: boolean;
  readAt: string | null;
  clientId: string | null;
};
export type Appointment = { _id: string; status: string };
export type Problem = { message: string; errors?: Record<string, string[]> };
type Acknowledged = { ok: boolean; message?: Message; error?: string; errors?: object };

/** The same with what this suite does often. */
export class Caller extends Anyone<Part> {
  readonly #sockets: Socket[] = [];

  constructor(baseUrl: string) {
    super(baseUrl, emails);
  }

  async idOf(part: Part): Promise<string> {
    return (await this.who(part)).user.id;
  }

  async say(from: Part, to: Part, content: string, more: object = {}) {
    const body = { receiverId: await this.idOf(to), content, ...more };
    return this.post<Message>(from, "/api/messages", body);
  }

  async history(from: Part, to: Part, query = "") {
    const path = `/api/messages/conversation/${await this.idOf(to)}${query}`;
    return this.get<Message[]>(from, path);
  }

  async book(): Promise<Appointment> {
    const { body } = await this.post<Appointment>("client", "/api/appointments", {
      garageId: await this.idOf("garage"),
      startsAt: "2027-03-01T09:00:00.000Z",
      service: "Vidange",
      vehicle: "Toyota Corolla, AB 123 MD",
    });
    return body;
  }

  /** A stock client, once it has connected. */
  async connected(part: Part, options: object = {}): Promise<Ear> {
    const ear = new Ear(this.socket(await this.token(part), options));
    await new Promise<void>((resolve, reject) => {
      ear.socket.once("connect", resolve).once("connect_error", reject);
    });
    return ear;
  }

  socket(token: string | undefined, options: object = {}): Socket {
    const socket = io(this.baseUrl, {
      auth: token === undefined ? {} : { token },
      forceNew: true,
      reconnectionDelay: 50,
      transports: ["websocket"],
      ...options,
    });
    this.#sockets.push(socket);
    return socket;
  }

  leave(): void {
    for (const socket of this.#sockets.splice(0)) socket.disconnect();
  }
}

/** A client that remembers what it heard. */
export class Ear {
  readonly socket: Socket;
  readonly #heard: { name: string; value: unknown }[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, value: unknown) => this.#heard.push({ name, value }));
  }

  emit(name: string, value: unknown): Promise<Acknowledged> {
    return this.socket.timeout(10_000).emitWithAck(name, value) as Promise<Acknowledged>;
  }

  /** Contents of the messages heard, in order. */
  get contents(): string[] {
    const messages = this.#heard.filter(({ name }) => name === "new-message");
    return messages.map(({ value }) => (value as Message).content);
  }

  /** The newest event of this name; in the suite's own types, each test looks at what it relies on. */
  last<Value>(name: string): Value | undefined {
    return this.#heard.findLast((one) => one.name === name)?.value as Value | undefined;
  }
}
