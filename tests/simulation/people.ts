import type {
  CaseList,
  CaseView,
  ConversationEvent,
  ConversationState,
  HistoryPage,
  SignedIn,
} from "@relais/protocol";

/** Who takes part: people of one organization, and one who belongs elsewhere. */
export const cast = {
  awa: "client@depannage.demo",
  moussa: "technicien@depannage.demo",
  second: "technicien2@depannage.demo",
  claire: "admin@depannage.demo",
  oscar: "outsider@outside.demo",
} as const;

export type Person = keyof typeof cast;

export const password = "relais-demo";

/** What is not answered by then, on the best of networks, never is: the run says so and does not hang. */
const patienceMs = 30_000;

/** Speaks with the server directly, past all trouble: what it answers is the truth to compare with. */
export class Witness {
  readonly #url: string;
  readonly #signedIn = new Map<Person, Promise<SignedIn>>();

  constructor(url: string) {
    this.#url = url;
  }

  async idOf(person: Person): Promise<string> {
    return (await this.#session(person)).user.id;
  }

  conversation(person: Person, id: string): Promise<ConversationState> {
    return this.get(person, `/v1/conversations/${id}`);
  }

  cases(person: Person): Promise<CaseList> {
    return this.get(person, "/v1/cases");
  }

  /** The whole journal of a conversation, from its beginning. */
  async journal(person: Person, id: string): Promise<ConversationEvent[]> {
    const events: ConversationEvent[] = [];
    for (;;) {
      const path = `/v1/conversations/${id}/events?after=${events.at(-1)?.seq ?? 0}`;
      const page = await this.get<{ events: ConversationEvent[]; has_more: boolean }>(person, path);
      events.push(...page.events);
      if (!page.has_more) return events;
    }
  }

  /** Every message of a conversation, page by page, oldest first. */
  async messages(person: Person, id: string): Promise<HistoryPage["messages"]> {
    const messages: HistoryPage["messages"] = [];
    for (;;) {
      const before = messages[0] === undefined ? "" : `?before=${messages[0].number}`;
      const page = await this.get<HistoryPage>(person, `/v1/conversations/${id}/messages${before}`);
      messages.unshift(...page.messages);
      if (!page.has_more) return messages;
    }
  }

  async openCase(person: Person, title: string): Promise<CaseView> {
    return this.#must(await this.request(person, "POST", "/v1/cases", { kind: "request", title }));
  }

  async accept(person: Person, caseId: string): Promise<CaseView> {
    return this.#must(await this.request(person, "POST", `/v1/cases/${caseId}/accept`, {}));
  }

  async get<Body>(person: Person, path: string): Promise<Body> {
    return this.#must(await this.request(person, "GET", path));
  }

  async request(person: Person, method: string, path: string, body?: unknown): Promise<Response> {
    const { access_token } = await this.#session(person);
    const send = (token: string) =>
      fetch(this.#url + path, {
        method,
        signal: AbortSignal.timeout(patienceMs),
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const answer = await send(access_token);
    if (answer.status !== 401) return answer;
    // A long run outlives an access token.
    this.#signedIn.delete(person);
    return send((await this.#session(person)).access_token);
  }

  async #must<Body>(answer: Response): Promise<Body> {
    if (answer.ok) return (await answer.json()) as Body;
    throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  }

  #session(person: Person): Promise<SignedIn> {
    let session = this.#signedIn.get(person);
    if (session === undefined) {
      session = fetch(`${this.#url}/v1/sessions`, {
        method: "POST",
        signal: AbortSignal.timeout(patienceMs),
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: cast[person], password }),
      }).then((answer) => this.#must<SignedIn>(answer));
      session.catch(() => this.#signedIn.delete(person));
      this.#signedIn.set(person, session);
    }
    return session;
  }
}
