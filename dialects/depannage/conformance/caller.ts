/** Whom the suite speaks as, with the documented sign-in only. */
export type Part = "client" | "technician" | "stranger" | "admin" | "outsider";

const emails: Record<Part, string> = {
  client: "client@depannage.demo",
  technician: "technicien@depannage.demo",
  stranger: "technicien2@depannage.demo",
  admin: "admin@depannage.demo",
  outsider: "outsider@outside.demo",
};
const password = "relais-demo";

/** A person as this API tells of them, in as much of it as the suite looks at. */
export type Person = { id: string; full_name: string; role: string };
export type Request = {
  id: string;
  status: string;
  client: Person;
  technician: Person | null;
  conversation_id: string | null;
};
export type Message = {
  id: string;
  conversation: string;
  sender: Person | null;
  message_type: string;
  content: string;
  latitude: number | null;
  longitude: number | null;
  attachments: { url: string; name: string; content_type: string; duration: number | null }[];
  is_read: boolean;
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

/** Speaks HTTP to the server under test, as an existing client does. */
export class Caller {
  readonly baseUrl: string;
  readonly #tokens = new Map<Part, Promise<string>>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  signIn(part: Part) {
    return this.call<{
      access: string;
      refresh: string;
      user: Person & { email: string; organization: { name: string } };
    }>(undefined, "POST", "/api/login", { email: emails[part], password });
  }

  /** Signed in once for the whole suite: sign-ins are limited. */
  token(part: Part): Promise<string> {
    let token = this.#tokens.get(part);
    if (token === undefined) {
      token = this.signIn(part).then(({ body }) => body.access);
      this.#tokens.set(part, token);
    }
    return token;
  }

  async call<Body>(
    part: Part | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const isForm = body instanceof FormData;
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...(part !== undefined && { authorization: `Bearer ${await this.token(part)}` }),
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

  get<Body>(part: Part, path: string) {
    return this.call<Body>(part, "GET", path);
  }

  post<Body>(part: Part, path: string, body?: unknown) {
    return this.call<Body>(part, "POST", path, body);
  }

  /** A request of the client's, taken by the technician. */
  async taken(): Promise<{ id: string; conversation: string }> {
    const opened = await this.post<Request>("client", "/depannage/api/requests/", {
      title: "La voiture ne démarre plus",
      description: "Au bord de la route",
      latitude: 12.6392,
      longitude: -8.0029,
    });
    const path = `/depannage/api/requests/${opened.body.id}/accept/`;
    const taken = await this.post<Request>("technician", path);
    return { id: opened.body.id, conversation: taken.body.conversation_id ?? "" };
  }

  say(part: Part, conversation: string, content: string, client_id?: string) {
    const body = { conversation, content, ...(client_id !== undefined && { client_id }) };
    return this.post<Message>(part, "/depannage/api/chat/messages/", body);
  }
}
