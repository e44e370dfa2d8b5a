export type Answer<Body> = { status: number; headers: Headers; body: Body };

/** What a Django-born API answers with, in as much of it as suites look at. */
export type Page<Result> = {
  count: number;
  next: string | null;
  previous: string | null;
  results: Result[];
};
export type Problem = { detail: string; errors?: Record<string, string[]> };

type SignedIn = {
  access: string;
  refresh: string;
  user: {
    id: string;
    email: string;
    full_name: string;
    role: string;
    organization: { id: string; name: string };
  };
};

/** Speaks HTTP to the server under test as an existing client does, with the documented sign-in only. */
export class Caller<Part extends string> {
  readonly baseUrl: string;
  readonly #emails: Readonly<Record<Part, string>>;
  readonly #signedIn = new Map<Part, Promise<SignedIn>>();

  /** `emails`: whom the suite speaks as, each with the password of the demonstration. */
  constructor(baseUrl: string, emails: Readonly<Record<Part, string>>) {
    this.baseUrl = baseUrl;
    this.#emails = emails;
  }

  signIn(part: Part): Promise<Answer<SignedIn>> {
    const body = { email: this.#emails[part], password: "relais-demo" };
    return this.call<SignedIn>(undefined, "POST", "/api/login", body);
  }

  /** Signed in once for the whole suite: sign-ins are limited. */
  who(part: Part): Promise<SignedIn> {
    let signedIn = this.#signedIn.get(part);
    if (signedIn === undefined) {
      signedIn = this.signIn(part).then(({ body }) => body);
      this.#signedIn.set(part, signedIn);
    }
    return signedIn;
  }

  async token(part: Part): Promise<string> {
    return (await this.who(part)).access;
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

  get<Body>(part: Part, path: string): Promise<Answer<Body>> {
    return this.call<Body>(part, "GET", path);
  }

  post<Body>(part: Part, path: string, body?: unknown): Promise<Answer<Body>> {
    return this.call<Body>(part, "POST", path, body);
  }
}
