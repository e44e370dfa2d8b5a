export type StreamEvent = { event: string; data: unknown };

/** Server-sent events of the tree, as a client of Firebase's REST protocol reads them. */
export class TreeStream {
  readonly #events: StreamEvent[] = [];
  readonly #abort = new AbortController();
  #news: () => void = () => {};
  readonly status: Promise<number>;

  constructor(address: string, headers: Record<string, string> = {}) {
    const answer = fetch(address, {
      headers: { accept: "text/event-stream", ...headers },
      signal: this.#abort.signal,
    });
    this.status = answer.then(({ status }) => status);
    void answer.then((response) => this.#read(response)).catch(() => {});
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const [, event = "", data = "null"] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
        this.#events.push({ event, data: JSON.parse(data) });
      }
      this.#news();
    }
  }

  /** The next event of which this is true; those before it are passed over. The test's own time bounds it. */
  async next(wanted: (event: StreamEvent) => boolean = () => true): Promise<StreamEvent> {
    for (;;) {
      const index = this.#events.findIndex(wanted);
      if (index >= 0) {
        const [found] = this.#events.splice(0, index + 1).slice(-1);
        if (found !== undefined) return found;
      }
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  close(): void {
    this.#abort.abort();
  }
}
