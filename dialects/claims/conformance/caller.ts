/** Whom the suite speaks as, with the documented sign-in only. */
export type Part = "operations" | "agent" | "finance" | "admin" | "outsider";

const emails: Record<Part, string> = {
  operations: "operations@claims.demo",
  agent: "agent@claims.demo",
  finance: "finance@claims.demo",
  admin: "admin@claims.demo",
  outsider: "outsider@outside.demo",
};
const password = "relais-demo";

/** What this API tells, in as much of it as the suite looks at. */
export type Conversation = {
  id: string;
  customer_id: string;
  customer_name: string;
  customer_email: string | null;
  customer_phone: string | null;
  assigned_to: string | null;
  warranty_id: string | null;
  claim_id: string;
  status: string;
  priority: string;
  last_message_at: string | null;
  unread_count_customer: number;
  unread_count_staff: number;
  access_token: string | null;
  access_url: string | null;
  tags?: string[];
  internal_notes?: string | null;
};
export type Message = {
  id: string;
  conversation_id: string;
  sender_type: string;
  sender_id: string | null;
  sender_name: string;
  message_type: string;
  content: string;
  attachments: { url: string; name: string; content_type: string }[];
  read_by_customer: boolean;
  read_by_staff: boolean;
  read_at: string | null;
  is_internal: boolean;
};
export type Claim = {
  id: string;
  claim_number: string;
  status: string;
  customer_id: string;
  warranty_id: string | null;
  conversation_id: string;
};
export type StatusUpdate = {
  id: string;
  old_status: string | null;
  new_status: string;
  changed_by: string;
  changed_by_name: string;
  reason: string | null;
  notes: string | null;
  notification_sent: boolean;
  notification_sent_at: string | null;
};
export type Warranty = { id: string; warranty_number: string; customer_id: string; status: string };
export type Page<Result> = {
  count: number;
  next: string | null;
  previous: string | null;
  results: Result[];
};
export type Problem = { detail: string; errors?: Record<string, string[]> };

export type Answer<Body> = { status: number; headers: Headers; body: Body };

export type Me = { id: string; full_name: string; role: string; organization: { id: string } };
/** Somebody of the cast, or whoever holds the token of a customer's link. */
export type Who = Part | { token: string };

const root = "/claims/api";

/** Speaks HTTP to the server under test, as an existing client does. */
export class Caller {
  readonly baseUrl: string;
  readonly #signedIn = new Map<Part, Promise<{ access: string; user: Me }>>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Signed in once for the whole suite: sign-ins are limited. */
  signedIn(part: Part): Promise<{ access: string; user: Me }> {
    let signedIn = this.#signedIn.get(part);
    if (signedIn === undefined) {
      const body = { email: emails[part], password };
      signedIn = this.call<{ access: string; user: Me }>(
        undefined,
        "POST",
        "/api/login",
        body,
      ).then((answer) => answer.body);
      this.#signedIn.set(part, signedIn);
    }
    return signedIn;
  }

  async me(part: Part): Promise<Me> {
    return (await this.signedIn(part)).user;
  }

  async call<Body>(
    who: Who | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const isForm = body instanceof FormData;
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...(who !== undefined && { authorization: `Bearer ${await this.#tokenOf(who)}` }),
        ...(body !== undefined && !isForm && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    // The suite's own types; each test looks at what it relies on.
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? undefined : JSON.parse(text)) as Body,
    };
  }

  async #tokenOf(who: Who): Promise<string> {
    return typeof who === "string" ? (await this.signedIn(who)).access : who.token;
  }

  get<Body>(who: Who, path: string) {
    return this.call<Body & Problem>(who, "GET", `${root}/${path}`);
  }

  post<Body>(who: Who, path: string, body?: unknown) {
    return this.call<Body & Problem>(who, "POST", `${root}/${path}`, body);
  }

  patch<Body>(who: Who, path: string, body: unknown) {
    return this.call<Body & Problem>(who, "PATCH", `${root}/${path}`, body);
  }

  /** A conversation with a customer without an account, as the team begins one, and that customer. */
  async begun(
    more: object = {},
  ): Promise<{ conversation: Conversation; customer: { token: string } }> {
    const { status, body } = await this.post<Conversation>("operations", "conversations", {
      customer_name: "Paul Mercier",
      customer_email: "paul@mercier.example",
      ...more,
    });
    if (status !== 201) throw new Error(`no conversation: ${JSON.stringify(body)}`);
    return { conversation: body, customer: { token: body.access_token ?? "" } };
  }

  say(who: Who, conversation: string, content: string, more: object = {}) {
    return this.post<Message>(who, `conversations/${conversation}/messages`, { content, ...more });
  }

  async messages(who: Who, conversation: string): Promise<Message[]> {
    const path = `conversations/${conversation}/messages?page_size=100`;
    return (await this.get<Page<Message>>(who, path)).body.results;
  }
}
