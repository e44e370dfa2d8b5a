import type { Clock } from "../clock.ts";
import type { Request, RequestAnswer } from "../connection/requests.ts";
import { type Measure, paceOf } from "./pace.ts";
import type { GeolocationSource, Sending, WakeLockSource } from "./types.ts";

export type SenderOptions = {
  conversationId: string;
  clock: Clock;
  geolocation: GeolocationSource | null;
  wakeLock: WakeLockSource | null;
  isConnected: () => boolean;
  ask: (request: Request, answer: (answer: RequestAnswer) => void) => void;
  changed: () => void;
};

/**
 * Brings the measures of this device up, for one's own share: the newest only, never two at once, often
 * while moving, seldom while still or on a poor link. What could not be sent is never sent late.
 */
export class PositionSender {
  readonly #options: SenderOptions;
  state: Sending = "off";
  #watch: number | null = null;
  #newest: Measure | null = null;
  #sent: Measure | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;
  #answerMs = 0;
  #inFlight: symbol | null = null;
  #cancelTimer = () => {};
  #letSleep: Promise<() => void> | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  begin(keepAwake: boolean): void {
    this.end();
    const { geolocation, wakeLock } = this.#options;
    if (geolocation === null) return this.#become("unavailable");
    this.#become("searching");
    if (keepAwake && wakeLock !== null) {
      this.#letSleep = wakeLock();
      // A screen that goes off is no reason not to share.
      this.#letSleep.catch(() => {});
    }
    this.#watch = geolocation.watchPosition(
      ({ coords, timestamp }) => {
        const { latitude, longitude, accuracy } = coords;
        this.#newest = { latitude, longitude, accuracy_m: accuracy, timestamp };
        this.#become("live");
        this.#consider();
      },
      (error) => this.#become(error.code === error.PERMISSION_DENIED ? "denied" : "searching"),
      { enableHighAccuracy: true, maximumAge: 1_000 },
    );
  }

  /** Where this device is now, or was half a minute ago. Rejects with GeolocationPositionError when it was not measured. */
  measureOnce(): Promise<GeolocationPosition> {
    const { geolocation } = this.#options;
    return new Promise((settle, fail) => {
      if (geolocation === null) return fail(new Error("this device has no geolocation"));
      const options = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 };
      geolocation.getCurrentPosition(settle, fail, options);
    });
  }

  end(): void {
    if (this.#watch !== null) this.#options.geolocation?.clearWatch(this.#watch);
    this.#watch = null;
    this.#newest = null;
    this.#sent = null;
    this.#sentAt = Number.NEGATIVE_INFINITY;
    this.#inFlight = null;
    this.#cancelTimer();
    void this.#letSleep?.then(
      (release) => release(),
      () => {},
    );
    this.#letSleep = null;
    this.#become("off");
  }

  connected(): void {
    this.#consider();
  }

  /** The question of a connection that broke is never answered. */
  lost(): void {
    this.#inFlight = null;
    this.#cancelTimer();
  }

  #consider(): void {
    const { clock, isConnected } = this.#options;
    const next = this.#newest;
    if (next === null || this.#inFlight !== null || !isConnected()) return;
    this.#cancelTimer();
    const wait = this.#sentAt + paceOf(this.#sent, next, this.#answerMs) - clock.now();
    if (wait > 0) {
      this.#cancelTimer = clock.after(wait, () => this.#consider());
    } else this.#send(next);
  }

  #send(measure: Measure): void {
    const { ask, clock, conversationId } = this.#options;
    const { timestamp, ...place } = measure;
    const sentAt = clock.now();
    const mark = Symbol();
    this.#inFlight = mark;
    this.#newest = null;
    this.#sent = measure;
    this.#sentAt = sentAt;
    const age_ms = Math.max(0, Math.round(sentAt - timestamp));
    const at = new Date(timestamp).toISOString();
    ask({ type: "position", conversation_id: conversationId, ...place, at, age_ms }, (answer) => {
      // Of a share that ended meanwhile, or of a connection that broke.
      if (this.#inFlight !== mark) return;
      this.#inFlight = null;
      this.#answerMs = clock.now() - sentAt;
      // The share is over, or never was: measuring on would only empty the battery.
      const over = answer.type === "refused" && overCodes.has(answer.code);
      if (over) this.end();
      else this.#consider();
    });
  }

  #become(state: Sending): void {
    if (this.state === state) return;
    this.state = state;
    this.#options.changed();
  }
}

const overCodes: ReadonlySet<string> = new Set(["position_not_shared", "not_found", "forbidden"]);
