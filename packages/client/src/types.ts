import type { Colleagues } from "./desk/colleagues.ts";
import type { ConversationState, Language, Notification } from "@relais/protocol";
import type { CasesState } from "./cases/types.ts";
import type { Clock, Random } from "./clock.ts";
import type { ReconnectPolicy } from "./connection/reconnect-policy.ts";
import type { ConnectionState, TransportKind } from "./connection/state.ts";
import type { Conversation } from "./conversation/types.ts";
import type { Drafts, DraftStorage } from "./drafts/types.ts";
import type { CaseFiles } from "./files/case-files.ts";
import type { PrepareFile } from "./files/types.ts";
import type { Http } from "./http/types.ts";
import type { TabMeans } from "./outbox/tabs.ts";
import type { DeviceMemory } from "./memory/types.ts";
import type { OutboxStorage } from "./outbox/types.ts";
import type { GeolocationSource, WakeLockSource } from "./position/types.ts";
import type { Readable } from "./readable.ts";
import type { Statuses } from "./statuses/types.ts";
import type { Surroundings } from "./surroundings.ts";

export type ClientOptions = {
  /** Where the server is, for example `https://relais.example.org`. */
  baseUrl: string;
  /**
   * An access token that is valid for a while; null when signed out. `refused` is a token that must
   * not come again. May reject while there is no network: it is asked again. A refusal (RelaisError) that
   * no waiting mends is as null.
   */
  getToken: (refused?: string) => Promise<string | null>;
  /**
   * Who uses this client; without it, whoever the first token is of. A token of somebody else ends the
   * connection as signed out. Give it where you know it: until it is known, nothing that was kept on this
   * device is shown or sent, and what is written lives as long as the page.
   */
  viewerId?: string;
  language?: Language | (() => Language);
  /** IndexedDB in browsers, memory elsewhere. */
  outbox?: OutboxStorage;
  /** Where drafts are kept on this device: localStorage in browsers when `viewerId` is given, else memory. */
  drafts?: DraftStorage;
  /** Where it is kept, in the same way, which of one's positions were stopped without a network until the server knows. */
  stoppedShares?: DraftStorage;
  /**
   * What this device keeps for reading without a network; null for nothing. IndexedDB in browsers when
   * `viewerId` is given, nothing elsewhere.
   */
  memory?: DeviceMemory | null;
  /**
   * A conversation's state that was asked for before the client was there, when this device keeps none.
   * It is followed from its position, as what is kept is.
   */
  early?: (conversationId: string) => Promise<ConversationState | null>;
  /** Which ways may be used, the first preferred. Both by default. */
  transports?: readonly TransportKind[];
  webSocket?: typeof WebSocket;
  fetch?: typeof fetch;
  clock?: Clock;
  random?: Random;
  /** Makes files smaller before they are uploaded; in browsers photos, by default. */
  prepareFile?: PrepareFile;
  /** Whether to spend little on the link: smaller photos. By default the link says it, where it can. */
  savesData?: () => boolean;
  /** What the device says about itself: online, visible, focused. */
  surroundings?: Surroundings;
  /** Where this device is. The browser's own by default; null for none. */
  geolocation?: GeolocationSource | null;
  /** Keeps the screen on while one's position is shared, where asked for. The browser's own by default. */
  wakeLock?: WakeLockSource | null;
  /** How long to wait between attempts to connect. */
  reconnect?: ReconnectPolicy;
  /** How tabs that share an outbox agree on who sends. */
  tabs?: TabMeans;
};

export interface Client {
  readonly connection: Readable<ConnectionState>;
  /** How many messages, changes and steps of cases wait here to be sent, failed ones included. */
  readonly unsent: Readable<number>;
  /**
   * Conversations, by id, in which messages were refused for good: they wait for the person to try again or to remove them, also
   * where the conversation itself is no longer theirs to read and so stands in no list.
   */
  readonly failedIn: Readable<readonly string[]>;
  /**
   * How many milliseconds the server's clock is ahead of this device's, in steps of ten seconds; 0 before the first connection.
   * Phones whose clock is wrong are common: add it to what the device says before times of the server are compared with it.
   */
  readonly ahead: Readable<number>;
  /**
   * How often the server turned out to have another journal than the one that is held here, because it was restored
   * from a backup. The SDK reads all anew by itself; whoever keeps positions of their own begins anew when it grows.
   */
  readonly renewals: Readable<number>;
  /** Begins to connect, and keeps connected until `stop`. */
  start(): void;
  /** Leaves; what waits in the outbox stays stored. */
  stop(): Promise<void>;
  /** Whether the person looks at the application. Wired by itself in a browser. */
  setFocused(focused: boolean): void;
  /** The list of cases, as if the steps that wait (`statuses`) had been taken; followed once it has a listener. */
  readonly cases: Readable<CasesState>;
  /** Moves cases on, with or without a network. */
  readonly statuses: Statuses;
  /** What the person has begun to write, by conversation: here at once, on their other devices after a pause. */
  readonly drafts: Readable<Drafts>;
  /** The same object for the same id. */
  conversation(id: string): Conversation;
  /** The photos that steps of a case are proved by: to show them, and to bring one. Loaded with its first use. */
  caseFiles(caseId: string): Promise<CaseFiles>;
  /**
   * What concerned the person last while this client was connected; `http.notifications` lists all. The list of
   * cases is followed for as long as it has a listener.
   */
  readonly notified: Readable<Notified | null>;
  /** Who of the office is at which case, for the office; it moves with the list of cases. */
  readonly colleagues: Readable<Colleagues>;
  /** Says to colleagues at which case of the desk this device is; null: at none. */
  attend(caseId: string | null): void;
  readonly http: Http;
}

/** A notification that has just come (null: some were seen elsewhere), and how many are not seen. */
export type Notified = { readonly notification: Notification | null; readonly unread: number };
