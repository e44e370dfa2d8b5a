import {
  type Counter,
  type DownFrame,
  type DownFrames,
  deviceLimits,
  type NotificationsPage,
} from "@relais/protocol";
import { CasesList } from "./cases/cases-list.ts";
import { systemClock } from "./clock.ts";
import { Connection } from "./connection/connection.ts";
import { usualPolicy } from "./connection/reconnect-policy.ts";
import { FollowedConversation } from "./conversation/conversation.ts";
import { Receipts } from "./conversation/receipts.ts";
import { type Colleagues, withColleagues } from "./desk/colleagues.ts";
import { PersonsDrafts } from "./drafts/drafts.ts";
import { draftsPrefix, localDrafts, memoryDrafts } from "./drafts/storage.ts";
import { Epoch } from "./epoch.ts";
import { refusalIn } from "./errors.ts";
import { isDearLink } from "./files/link.ts";
import type { PrepareFile } from "./files/types.ts";
import { createHttp } from "./http/http.ts";
import { indexedDbMemory, memoryPrefix } from "./memory/indexed-db.ts";
import { indexedDbOutbox, outboxName } from "./outbox/indexed-db-storage.ts";
import { memoryOutbox } from "./outbox/memory-storage.ts";
import { Outbox } from "./outbox/outbox.ts";
import { requestOf } from "./outbox/request.ts";
import { browserTabs } from "./outbox/tabs.ts";
import { deviceGeolocation, deviceWakeLock } from "./position/device.ts";
import { StoppedShares, stoppedPrefix } from "./position/stopped.ts";
import { Value } from "./readable.ts";
import { PersonsStatuses } from "./statuses/statuses.ts";
import { withStatuses } from "./statuses/with-statuses.ts";
import { deviceSurroundings } from "./surroundings.ts";
import { usableTransports } from "./transport/usable.ts";
import type { Client, ClientOptions, Notified } from "./types.ts";

/** Name and version that operators see. */
const clientName = "relais-client/0.1.0";

/** Finer differences of two clocks are what the way takes. */
const aheadStepMs = 10_000;

/** Creates a client. It does nothing until `start`, except keeping messages that are written. */
export function createClient(options: ClientOptions): Client {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const surroundings = options.surroundings ?? deviceSurroundings();
  const doFetch: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const { baseUrl, getToken } = options;
  const language = () =>
    typeof options.language === "function" ? options.language() : options.language;

  const conversations = new Map<string, FollowedConversation>();
  let welcome: DownFrames["welcome"] | null = null;
  const epoch = new Epoch();
  const renewals = new Value(0);
  /** The connection on which all was begun anew: it is not begun twice. */
  let renewedOn: string | undefined;
  let serverAhead = 0;
  const ahead = new Value(0);
  // Those who follow their list of cases are told; whoever listens to this alone wants it as well.
  let leaveCases: (() => void) | undefined;
  const notified = new Value<Notified | null>(null, (watched) => {
    if (watched) leaveCases = cases.state.subscribe(() => {});
    else leaveCases?.();
  });
  const colleagues = new Value<Colleagues>({});
  let attending: string | null = null;
  let focused = surroundings.isFocused();
  const viewerId = () => options.viewerId ?? welcome?.user.id ?? null;

  const connection: Connection = new Connection({
    clock,
    random,
    surroundings,
    policy: options.reconnect ?? usualPolicy,
    getToken,
    viewerId,
    transports: usableTransports(baseUrl, options, doFetch),
    hello: () => {
      const said = language();
      const followed = [...conversations.values()].flatMap((one) => one.standing() ?? []);
      const watched = cases.standing();
      return {
        client: clientName,
        focused,
        drafts: true,
        counts: true,
        ...(said === undefined ? {} : { language: said }),
        ...(followed.length === 0
          ? {}
          : { subscriptions: followed.slice(0, deviceLimits.subscriptions) }),
        ...(watched === undefined ? {} : { cases: watched }),
        ...(epoch.id === undefined ? {} : { epoch: epoch.id }),
      };
    },
    connected: (answer, hello) => {
      welcome = answer;
      // What was followed was named with its epoch: it is answered anew.
      if (epoch.welcomed(answer.epoch)) beginAnew(false);
      serverAhead = Date.parse(answer.server_time) - clock.now();
      // What the way takes is no fault of a clock, and must not move what is on the screen.
      ahead.set(Math.round(serverAhead / aheadStepMs) * aheadStepMs || 0);
      if (hello.focused !== focused) connection.send({ type: "focus", focused });
      for (const conversation of conversations.values()) conversation.connected(hello);
      cases.connected(hello);
      if (attending !== null) connection.send({ type: "attend", case_id: attending });
      receipts.connected();
      outbox.connected();
      stopped.connected();
    },
    frame: (frame) => take(frame),
    lost: () => {
      colleagues.set({});
      for (const conversation of conversations.values()) conversation.lost();
      receipts.lost();
      drafts.lost();
      outbox.lost();
    },
  });
  const http = createHttp({ baseUrl, fetch: doFetch, clock, language, getToken });
  const memory = options.memory === undefined ? usualMemory(options) : options.memory;
  const foreign = () => {
    if (renewedOn !== welcome?.connection_id) beginAnew(true);
  };
  const cases: CasesList = new CasesList({
    connection,
    clock,
    memory,
    epoch,
    foreign,
    shown: (one) => withStatuses(one, statuses.changes.get()),
  });
  const receipts = new Receipts(clock, (conversation_id, receipt) =>
    connection.send({ type: "receipt", conversation_id, ...receipt }),
  );
  const drafts = new PersonsDrafts({
    clock,
    random,
    storage: options.drafts ?? usualWords(draftsPrefix(baseUrl), options.viewerId),
    isConnected: () => connection.isConnected,
    ask: (request, answer) => connection.ask(request, answer),
    tokenEnded: () => connection.renewToken(),
  });
  const stopped = new StoppedShares({
    http,
    storage: options.stoppedShares ?? usualWords(stoppedPrefix(baseUrl), options.viewerId),
    changed: (conversationId) => conversations.get(conversationId)?.changed(),
  });
  const files = {
    baseUrl,
    fetch: doFetch,
    clock,
    language,
    getToken,
    prepare: (blob: Blob, type: string) =>
      (options.prepareFile ?? usualPreparation)(blob, type, (options.savesData ?? isDearLink)()),
  };
  const outbox = new Outbox({
    clock,
    random,
    storage: options.outbox ?? usualOutbox(baseUrl),
    tabs: options.tabs ?? browserTabs(),
    viewerId,
    files,
    transmit: (entry, answer) => connection.ask(requestOf(entry), answer),
    suspect: () => connection.probe(),
    tokenEnded: () => connection.renewToken(),
    changed: (placeId) => {
      conversations.get(placeId)?.changed();
      statuses.refresh();
    },
  });
  const statuses = new PersonsStatuses({ outbox, known: () => cases.state.get().cases });
  statuses.changes.subscribe(() => cases.showAnew());

  /**
   * The server was restored from a backup: everything is read anew. What waits and what was begun stays, and what the
   * server had acknowledged and lost goes again.
   */
  const beginAnew = (asks: boolean) => {
    renewedOn = welcome?.connection_id;
    receipts.beginAnew();
    drafts.beginAnew();
    outbox.beginAnew();
    cases.beginAnew(asks);
    for (const conversation of conversations.values()) conversation.beginAnew(asks);
    renewals.set(renewals.get() + 1);
    void memory?.conversationIds().then(recover, () => {});
  };
  const takeNotice = ({ notification, unread }: DownFrames["notified"]) => {
    const before = notified.get()?.unread ?? 0;
    notified.set({ notification, unread });
    // Of words that this client has the server only says how many. Nobody looks any more where they were said.
    const unseen = notification === null && unread > before;
    if (!unseen || ![...conversations.values()].some((one) => one.lingers)) return;
    const tell = ({ notifications: [newest], unread: now }: NotificationsPage) => {
      if (newest?.read_at === null) notified.set({ notification: newest, unread: now });
    };
    // What could not be asked for is in the list.
    http.notifications().then(tell, () => {});
  };
  const take = (frame: DownFrame) => {
    switch (frame.type) {
      case "cases":
        cases.takeCases(frame);
        statuses.refresh();
        for (const { conversation_id, rooms } of frame.changed) {
          for (const id of [conversation_id, ...rooms.map((room) => room.conversation_id)]) {
            drafts.told(id);
            if (id !== null) conversations.get(id)?.take(frame);
          }
        }
        return;
      case "counters":
        cases.takeCounters(frame);
        // The preview of an unread message is on this device: it has been delivered.
        for (const { conversation_id, unread, last_number } of frame.counters) {
          if (unread > 0) receipts.reach(conversation_id, "delivered", last_number);
        }
        return;
      case "notified":
        return takeNotice(frame);
      case "colleagues":
        return colleagues.set(withColleagues(colleagues.get(), frame));
      case "drafts":
        return drafts.takeAll(frame);
      case "draft":
        return drafts.take(frame);
      case "refused":
        if (frame.conversation_id !== undefined) break;
        // Frames without a reference are refused without one: receipts, when they came too fast.
        if (frame.retry === "later") receipts.doubt();
        return cases.takeRefusal(refusalIn(frame));
    }
    if (!("conversation_id" in frame) || frame.conversation_id === undefined) return;
    conversations.get(frame.conversation_id)?.take(frame);
  };
  const setFocused = (next: boolean) => {
    if (next === focused) return;
    focused = next;
    connection.send({ type: "focus", focused });
  };
  /** A phone ends a page that nobody sees without another word. */
  const keepAll = () => {
    cases.flush();
    for (const conversation of conversations.values()) conversation.flush();
  };
  let leaveSurroundings: (() => void) | null = null;

  return {
    connection: connection.state,
    ahead,
    unsent: outbox.unsent,
    failedIn: outbox.failedIn,
    cases: cases.state,
    statuses,
    drafts: drafts.state,
    notified,
    colleagues,
    attend: (caseId) => {
      if (caseId === attending) return;
      attending = caseId;
      connection.send({ type: "attend", case_id: caseId });
    },
    http,
    setFocused,
    start: () => {
      leaveSurroundings ??= surroundings.subscribe((change) => {
        if (change === "online" || change === "offline") return;
        setFocused(surroundings.isFocused());
        drafts.flush();
        if (change === "hidden") keepAll();
      });
      outbox.open();
      connection.start();
    },
    stop: async () => {
      leaveSurroundings?.();
      leaveSurroundings = null;
      connection.stop();
      keepAll();
      cases.halt();
      drafts.halt();
      for (const conversation of conversations.values()) conversation.halt();
      await Promise.all([outbox.close(), memory?.close()]);
    },
    renewals,
    conversation: find,
    caseFiles: async (caseId) =>
      (await import("./files/case-files.ts")).caseFilesOf({ ...files, http, memory }, caseId),
  };

  function recover(ids: readonly string[]): void {
    for (const id of ids) find(id).recover();
  }

  function find(id: string): FollowedConversation {
    let conversation = conversations.get(id);
    if (conversation === undefined) {
      const parts = {
        clock,
        random,
        connection,
        outbox,
        drafts,
        receipts,
        count: (conversationId: string, counter: Counter | null) =>
          cases.count(conversationId, counter),
        http,
        fetch: doFetch,
        memory,
        early: options.early ?? null,
        viewerId,
        language,
        geolocation: options.geolocation === undefined ? deviceGeolocation() : options.geolocation,
        wakeLock: options.wakeLock === undefined ? deviceWakeLock() : options.wakeLock,
        serverAhead: () => serverAhead,
        stopped,
        epoch,
        foreign,
      };
      conversation = new FollowedConversation(id, { ...parts, welcome: () => welcome });
      conversations.set(id, conversation);
    }
    return conversation;
  }
}

function usualOutbox(baseUrl: string) {
  return typeof indexedDB === "undefined" ? memoryOutbox() : indexedDbOutbox(outboxName(baseUrl));
}

/** Only of a person who is known: what one saw is never shown to another. */
function usualMemory({ baseUrl, viewerId }: ClientOptions) {
  if (viewerId === undefined || typeof indexedDB === "undefined") return null;
  return indexedDbMemory(memoryPrefix(baseUrl) + viewerId);
}

/** Kept for a person that is known; anybody else's would be mixed up. */
function usualWords(prefix: string, viewerId: string | undefined) {
  return viewerId === undefined ? memoryDrafts() : localDrafts(`${prefix}${viewerId} `);
}

/** Loaded with the first file. */
const usualPreparation: PrepareFile = async (blob, type, saving) =>
  (await import("./files/downscale.ts")).downscale(blob, type, saving);
