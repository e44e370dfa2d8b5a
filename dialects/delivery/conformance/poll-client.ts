type Said = { t: string; d: { r?: number; a?: string; b?: unknown; t?: string } };

/** Asks as a Firebase client does that polls, and runs the scripts that answer it. */
export class PollClient {
  readonly #address: string;
  readonly #said: Said[] = [];
  #credentials = "";
  #segment = 0;
  #asked = 0;
  closed = false;

  constructor(baseUrl: string) {
    this.#address = `${baseUrl}/.lp?v=5&ns=relais`;
  }

  async open(): Promise<void> {
    await this.#run(`&start=t&ser=1&cb=12`);
  }

  /** Where the page says that it has gone. */
  get farewell(): string {
    return `${this.#address}&dframe=t${this.#credentials}`;
  }

  /** One request under a number, and everything that is told until it is answered. */
  async request(a: string, b: object): Promise<unknown> {
    this.#asked += 1;
    const r = this.#asked;
    await this.poll(JSON.stringify({ t: "d", d: { r, a, b } }));
    return (await this.next(({ d }) => d.r === r)).d.b;
  }

  async poll(text?: string): Promise<void> {
    await this.#run(`${this.#credentials}&ser=2${text === undefined ? "" : this.#parts(text)}`);
  }

  /** The next text that is as wanted; those before it are passed over. */
  async next(wanted: (said: Said) => boolean): Promise<Said> {
    for (;;) {
      const at = this.#said.findIndex(wanted);
      const found = at === -1 ? undefined : this.#said.splice(0, at + 1).at(-1);
      if (found !== undefined) return found;
      if (this.closed) throw new Error("the line has ended");
      await this.poll();
    }
  }

  /** In two, as a longer one would be. */
  #parts(text: string): string {
    const data = Buffer.from(text).toString("base64url");
    const half = Math.ceil(data.length / 2);
    const parts = [data.slice(0, half), data.slice(half)];
    const first = this.#segment;
    this.#segment += parts.length;
    return parts.map((part, at) => `&seg${at}=${first + at}&ts${at}=2&d${at}=${part}`).join("");
  }

  async #run(query: string): Promise<void> {
    const answer = await fetch(this.#address + query);
    const script = await answer.text();
    if (!answer.headers.get("content-type")?.startsWith("text/javascript")) {
      throw new Error(`no script: ${answer.status} ${script}`);
    }
    for (const line of script.split("\n")) {
      const [, name, values = ""] = /^(pLPCommand|pRTLPCB)\((.*)\);$/.exec(line) ?? [];
      if (name === "pLPCommand") this.#command(JSON.parse(`[${values}]`) as string[]);
      if (name === "pRTLPCB") this.#said.push(...(JSON.parse(`[${values}]`) as [0, Said[]])[1]);
    }
  }

  #command([command, id, password]: string[]): void {
    if (command === "close") this.closed = true;
    else this.#credentials = `&id=${id}&pw=${password}`;
  }
}
