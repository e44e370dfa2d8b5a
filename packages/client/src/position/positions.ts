import type { ConversationState, DownFrames } from "@relais/protocol";
import { NetworkError } from "../errors.ts";
import type { Http } from "../http/types.ts";
import { randomId } from "../random-id.ts";
import type { PositionSender, SenderOptions } from "./sender.ts";
import type { StoppedShares } from "./stopped.ts";
import type { LivePosition, Positions, PositionsView, ShareOptions } from "./types.ts";

type Options = SenderOptions & {
  http: Http;
  state: () => ConversationState | null;
  /** Milliseconds by which the server's clock is ahead of this device's. */
  serverAhead: () => number;
  stopped: StoppedShares;
};

/** Where people of one conversation are: what is heard of them, and what this device says. */
export class ConversationPositions implements Positions {
  readonly #options: Options;
  /** Loaded with the first share: few conversations have one. */
  #sender: PositionSender | null = null;
  #latest: Readonly<Record<string, LivePosition>> = {};
  /** One's own share that this device measures for, and whether it was ever seen in the state. */
  #own: { id: string; seen: boolean } | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  get view(): PositionsView {
    const { conversationId, stopped } = this.#options;
    const stopping = stopped.has(conversationId, this.#ownShare()?.id);
    return {
      latest: this.#latest,
      sending: stopping ? "stopping" : (this.#sender?.state ?? "off"),
    };
  }

  async sendOnce() {
    const { conversationId, http } = this.#options;
    const { coords } = await (await this.#loadSender()).measureOnce();
    const { latitude, longitude, accuracy } = coords;
    const place = { latitude, longitude, accuracy_m: accuracy };
    return http.sendPosition(conversationId, { ...place, client_id: randomId() });
  }

  async share({ keepAwake = false, ...wanted }: ShareOptions) {
    // First, because what cannot be measured must not be begun.
    const sender = await this.#loadSender();
    const { conversationId, http, stopped } = this.#options;
    const share = await http.startShare(conversationId, wanted);
    this.#own = { id: share.id, seen: false };
    stopped.set(conversationId, null);
    sender.begin(keepAwake);
    this.folded();
    return share;
  }

  resume(): void {
    const own = this.#ownShare();
    if (own === undefined || this.view.sending !== "off") return;
    const resumed = { id: own.id, seen: true };
    this.#own = resumed;
    void this.#loadSender().then(
      // Stopped meanwhile, or asked for once more.
      (sender) => this.#own === resumed && sender.begin(false),
      // Nothing goes on, as the view says: the person may ask again.
      () => {},
    );
  }

  #ownShare() {
    const state = this.#options.state();
    return state?.shares.find(({ user_id }) => user_id === state.viewer_id);
  }

  async #loadSender(): Promise<PositionSender> {
    const { PositionSender } = await import("./sender.ts");
    return (this.#sender ??= new PositionSender(this.#options));
  }

  async stop(): Promise<void> {
    const { conversationId, http, stopped } = this.#options;
    const own = this.#ownShare();
    this.halt();
    try {
      await http.stopShare(conversationId);
    } catch (error) {
      if (!(error instanceof NetworkError) || own === undefined) throw error;
      // Whoever stops has stopped: the others are told as soon as the server can be reached.
      stopped.set(conversationId, own.id);
    }
  }

  /** The state moved on: what ended is forgotten. */
  folded(): void {
    const shares = this.#options.state()?.shares;
    if (shares === undefined) return;
    const live = new Set(shares.map(({ id }) => id));
    const kept = Object.entries(this.#latest).filter(([id]) => live.has(id));
    if (kept.length < Object.keys(this.#latest).length) this.#latest = Object.fromEntries(kept);
    if (this.#own === null) return;
    if (live.has(this.#own.id)) this.#own.seen = true;
    else if (this.#own.seen) this.halt();
  }

  take({ share_id, user_id, fix, arrival }: DownFrames["position"]): void {
    // What was under way while the share ended.
    if (!this.#options.state()?.shares.some(({ id }) => id === share_id)) return;
    const measured_at = Date.parse(fix.at);
    const heard_at = this.#options.clock.now() + this.#options.serverAhead();
    const latest = { user_id, fix, arrival, measured_at, heard_at };
    this.#latest = { ...this.#latest, [share_id]: latest };
    this.#options.changed();
  }

  connected(): void {
    this.#sender?.connected();
  }

  lost(): void {
    this.#sender?.lost();
  }

  /** Measures no more; the share itself is the server's. */
  halt(): void {
    this.#own = null;
    this.#sender?.end();
  }
}
