/** The small surface through which the generator talks to any server. */
export interface Adapter {
  /**
   * Opens a connection as the person of `credential` (a name for the peers, an access token for Relais) and
   * resolves when it may join. `onMessages` gets each payload that holds other people's new messages.
   */
  connect(credential: string, onMessages: (payload: Buffer) => void): Promise<Connection>;
  /** The HTTP request for the page of 50 messages before position `before`. */
  page(room: string, credential: string, before: number): PageRequest;
}

export interface Connection {
  /** Resolves when live in the room, with the numbers of the messages after position `after`. */
  join(room: string, after?: number): Promise<number[]>;
  /** Resolves when the server says that the message is stored; rejects when it refuses. */
  send(room: string, text: string): Promise<void>;
  /** Called once when the server, or the network, ends the connection. */
  onClose(listener: () => void): void;
  close(): void;
}

export interface PageRequest {
  path: string;
  headers: Record<string, string>;
}

/** Names an adapter across the process boundary. */
export interface Target {
  kind: "ws" | "socketio" | "relais";
  port: number;
}

/** The room's people, as credentials, and the position of the last stored message. */
export interface Room {
  id: string;
  members: string[];
  last: number;
}
