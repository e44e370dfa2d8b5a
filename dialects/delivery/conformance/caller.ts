/** Whom the suite speaks as, with the documented sign-in only. */
export type Part = "driver" | "client" | "merchant" | "support" | "admin" | "outsider";

const emails: Record<Part, string> = {
  driver: "livreur@delivery.demo",
  client: "client@delivery.demo",
  merchant: "marchand@delivery.demo",
  support: "support@delivery.demo",
  admin: "admin@delivery.demo",
  outsider: "outsider@outside.demo",
};
const password = "relais-demo";

type SignedIn = {
  access: string;
  refresh: string;
  user: { id: string; email: string; full_name: string; role: string };
};

/** What this API answers with, in as much of it as the suite looks at. */
export type User = {
  id: string;
  full_name: string;
  role: string;
  user_type: string;
  phone_number: string | null;
  profile_photo_url: string | null;
};
export type Delivery = {
  id: string;
  tracking_number: string;
  pickup_address: string;
  delivery_address: string;
  status: string;
  driver: User | null;
  client: User;
  merchant: User;
};
export type Room = {
  id: string;
  room_type: string;
  driver: User;
  other_participant: User;
  delivery_info: Delivery | null;
  last_message_text: string;
  last_message_at: string | null;
  unread_count: number;
  is_active: boolean;
  is_archived: boolean;
  firebase_path: string;
};
export type Message = {
  id: string;
  chat_room: string;
  sender: User | null;
  message_type: string;
  text: string;
  image_url: string;
  latitude: number | null;
  longitude: number | null;
  is_read: boolean;
  read_at: string | null;
  created_at: string;
  client_id: string | null;
};
export type Page<Result> = {
  count: number;
  next: string | null;
  previous: string | null;
  results: Result[];
};
export type Problem = { detail: string; errors?: Record<string, string[]> };
export type Answer<Body> = { status: number; headers: Headers; body: Body };

export const chat = "/api/v1/chat/";
export const deliveries = "/api/v1/deliveries/";

/** Speaks HTTP to the server under test, as an existing client does. */
export class Caller {
  readonly baseUrl: string;
  readonly #signedIn = new Map<Part, Promise<SignedIn>>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Signed in once for the whole suite: sign-ins are limited. */
  who(part: Part): Promise<SignedIn> {
    let signedIn = this.#signedIn.get(part);
    if (signedIn === undefined) {
      const body = { email: emails[part], password };
      signedIn = this.call<SignedIn>(undefined, "POST", "/api/login", body).then(
        (answer) => answer.body,
      );
      this.#signedIn.set(part, signedIn);
    }
    return signedIn;
  }

  async token(part: Part): Promise<string> {
    return (await this.who(part)).access;
  }

  async idOf(part: Part): Promise<string> {
    return (await this.who(part)).user.id;
  }

  async call<Body>(
    part: Part | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...(part !== undefined && { authorization: `Bearer ${await this.token(part)}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // The suite's own types; each test looks at what it relies on.
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? undefined : JSON.parse(text)) as Body,
    };
  }

  get<Body>(part: Part, path: string) {
    return this.call<Body>(part, "GET", path);
  }

  post<Body>(part: Part, path: string, body?: unknown) {
    return this.call<Body>(part, "POST", path, body);
  }

  /** The open delivery of the demonstration. */
  async delivery(): Promise<Delivery> {
    const { body } = await this.get<Page<Delivery>>("driver", `${deliveries}?page_size=100`);
    const open = body.results.find(({ status }) => ["picked_up", "en_route"].includes(status));
    if (open === undefined) throw new Error("the demonstration has no open delivery");
    return open;
  }

  /** The room of the driver with the client of that delivery. */
  async room(): Promise<Room> {
    const { id } = await this.delivery();
    return (await this.openRoom("driver", { other: "client", delivery_id: id })).body;
  }

  async openRoom(
    part: Part,
    { other, ...more }: { other: Part; delivery_id?: string | null; room_type?: string } & object,
  ): Promise<Answer<Room & Problem>> {
    const body = { other_user_id: await this.idOf(other), room_type: "delivery", ...more };
    return this.post<Room & Problem>(part, `${chat}rooms/`, body);
  }

  say(part: Part, room: string, text: string, more: object = {}) {
    const body = { chat_room_id: room, message_type: "text", text, ...more };
    return this.post<Message & Problem>(part, `${chat}messages/`, body);
  }

  messages(part: Part, room: string, query = "") {
    return this.get<Page<Message> & Problem>(part, `${chat}messages/?chat_room_id=${room}${query}`);
  }
}
