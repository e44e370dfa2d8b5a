import type {
  CannedReply,
  Category,
  Contact,
  Department,
  Equipment,
  FileAddress,
  GuidanceRecord,
  KindView,
  OfferedReply,
  Person,
  PushDeviceView,
  PushKey,
  SessionView,
  Warranty,
  Workplace,
} from "@relais/protocol";
import { RelaisError } from "../errors.ts";
import { absolute } from "./absolute.ts";
import { type Call, type RequestOptions, request } from "./request.ts";
import { search } from "./search.ts";
import type { Demo, Http } from "./types.ts";

type Replies<Reply> = { replies: Reply[] };
const repliesPath = "/v1/canned-replies";
const preferencesPath = "/v1/me/notification-preferences";

export type HttpOptions = RequestOptions & {
  getToken: (refused?: string) => Promise<string | null>;
};

/** The typed calls over `request`, each with the access token of the moment. */
export function createHttp(options: HttpOptions): Http {
  const send = async <T>(call: Call): Promise<T> => (await request<T>(options, call)).body;

  const call = async <T>(what: Call): Promise<T> => {
    const token = await options.getToken();
    try {
      return await send<T>({ ...what, token });
    } catch (error) {
      const refused = error instanceof RelaisError && error.refusal.retry === "sign_in";
      if (!refused || token === null) throw error;
      const next = await options.getToken(token);
      if (next === null || next === token) throw error;
      return send<T>({ ...what, token: next });
    }
  };
  const part = encodeURIComponent;
  const messagePath = (id: string, number: number) =>
    `/v1/conversations/${part(id)}/messages/${number}`;

  const guidancePath = (id: string) => `/v1/conversations/${part(id)}/guidance`;
  const answersPath = (kind: string) => `/v1/kinds/${part(kind)}/quick-answers`;

  return {
    call,
    sessions: async () =>
      (await call<{ sessions: SessionView[] }>({ path: "/v1/sessions" })).sessions,
    endSession: (id) => call({ method: "DELETE", path: `/v1/sessions/${part(id)}` }),
    endOtherSessions: () => call({ path: "/v1/sessions/sign-out", body: { elsewhere: true } }),
    me: () => call({ path: "/v1/me" }),
    changeMe: (change) => call({ method: "PATCH", path: "/v1/me", body: change }),
    contacts: async (id) => {
      const path = `/v1/conversations/${part(id)}/contacts`;
      return (await call<{ contacts: Contact[] }>({ path })).contacts;
    },
    kinds: async () => (await call<{ kinds: KindView[] }>({ path: "/v1/kinds" })).kinds,
    quickAnswers: (kind) => call({ path: answersPath(kind) }),
    setQuickAnswers: (kind, answers) =>
      call({ method: "PUT", path: answersPath(kind), body: { answers } }),
    resetQuickAnswers: (kind) => call({ method: "DELETE", path: answersPath(kind) }),
    listCases: () => call({ path: "/v1/cases" }),
    getCase: (id) => call({ path: `/v1/cases/${part(id)}` }),
    timeline: (id, after = 0) => call({ path: `/v1/cases/${part(id)}/timeline?after=${after}` }),
    equipment: async () =>
      (await call<{ equipment: Equipment[] }>({ path: "/v1/equipment" })).equipment,
    departments: async () =>
      (await call<{ departments: Department[] }>({ path: "/v1/departments" })).departments,
    categories: async () =>
      (await call<{ categories: Category[] }>({ path: "/v1/categories" })).categories,
    warranties: async () =>
      (await call<{ warranties: Warranty[] }>({ path: "/v1/warranties" })).warranties,
    workplaces: async () =>
      (await call<{ workplaces: Workplace[] }>({ path: "/v1/workplaces" })).workplaces,
    openCase: (body) => call({ path: "/v1/cases", body }),
    updateCase: (id, update) =>
      call({ method: "PATCH", path: `/v1/cases/${part(id)}`, body: update }),
    assignCase: (id, assignee_id, note) =>
      call({
        method: "PUT",
        path: `/v1/cases/${part(id)}/assignee`,
        body: { assignee_id, ...(note === undefined ? {} : { note }) },
      }),
    cannedReplies: async () => (await call<Replies<CannedReply>>({ path: repliesPath })).replies,
    offeredReplies: async (id, q) => {
      const path = `/v1/cases/${part(id)}/canned-replies${search({ q })}`;
      return (await call<Replies<OfferedReply>>({ path })).replies;
    },
    createReply: (body) => call({ path: repliesPath, body }),
    changeReply: (id, body) => call({ method: "PUT", path: `${repliesPath}/${part(id)}`, body }),
    deleteReply: async (id) => {
      await call({ method: "DELETE", path: `${repliesPath}/${part(id)}` });
    },
    applyMacro: (id, body) => call({ path: `/v1/cases/${part(id)}/macros`, body }),
    people: async (...roles) => {
      const words = new URLSearchParams(roles.map((role) => ["role", role]));
      return (await call<{ people: Person[] }>({ path: `/v1/people?${words}` })).people;
    },
    rating: (id) => call({ path: `/v1/cases/${part(id)}/rating` }),
    rate: (id, body) => call({ method: "PUT", path: `/v1/cases/${part(id)}/rating`, body }),
    tags: async () => (await call<{ tags: string[] }>({ path: "/v1/tags" })).tags,
    colleagues: async (id) => {
      const path = `/v1/cases/${part(id)}/colleagues`;
      return (await call<{ people: Person[] }>({ path })).people;
    },
    notifications: (before) => call({ path: `/v1/notifications${search({ before })}` }),
    readNotifications: async (ids) => {
      const path = "/v1/notifications/read";
      return (await call<{ unread: number }>({ path, body: ids === undefined ? {} : { ids } }))
        .unread;
    },
    notificationPreferences: () => call({ path: preferencesPath }),
    changeNotificationPreferences: (preferences) =>
      call({ method: "PATCH", path: preferencesPath, body: { preferences } }),
    pushKey: async () => (await call<PushKey>({ path: "/v1/push-key" })).public_key,
    subscribePush: async (subscription) => {
      const path = "/v1/push-subscriptions";
      return (await call<PushDeviceView>({ path, body: subscription })).id;
    },
    unsubscribePush: (id) => call({ method: "DELETE", path: `/v1/push-subscriptions/${part(id)}` }),
    testPush: (id) => call({ path: `/v1/push-subscriptions/${part(id)}/test`, body: {} }),
    noteCase: (id, note, internal = false) =>
      call({ path: `/v1/cases/${part(id)}/notes`, body: { note, internal } }),
    acceptCase: (id) => call({ path: `/v1/cases/${part(id)}/accept`, body: {} }),
    openRoom: (id, person_id) => call({ path: `/v1/cases/${part(id)}/rooms`, body: { person_id } }),
    rooms: (query = {}) => call({ path: `/v1/rooms${search(query)}` }),
    archive: (id, archived) =>
      call({ method: "PUT", path: `/v1/conversations/${part(id)}/archived`, body: { archived } }),
    changeStatus: (id, status, note) =>
      call({
        path: `/v1/cases/${part(id)}/status`,
        body: { status, ...(note === undefined ? {} : { note }) },
      }),
    getConversation: (id) => call({ path: `/v1/conversations/${part(id)}` }),
    history: (id, query = {}) =>
      call({ path: `/v1/conversations/${part(id)}/messages${search(query)}` }),
    search: (query) => call({ path: `/v1/search${search(query)}` }),
    shared: (id, query) => call({ path: `/v1/conversations/${part(id)}/shared${search(query)}` }),
    messageReceipts: (id, number, after) =>
      call({ path: `${messagePath(id, number)}/receipts${search({ after })}` }),
    events: (id, after) => call({ path: `/v1/conversations/${part(id)}/events?after=${after}` }),
    sendMessage: (id, text, clientId, replyTo) =>
      call({
        path: `/v1/conversations/${part(id)}/messages`,
        body: {
          text,
          ...(clientId === undefined ? {} : { client_id: clientId }),
          ...(replyTo === undefined ? {} : { reply_to: replyTo }),
        },
      }),
    editMessage: (id, number, text) =>
      call({ method: "PATCH", path: messagePath(id, number), body: { text } }),
    deleteMessage: (id, number) => call({ method: "DELETE", path: messagePath(id, number) }),
    setReaction: (id, number, emoji) =>
      call({ method: "PUT", path: `${messagePath(id, number)}/reaction`, body: { emoji } }),
    fileAddresses: async (id, ids) => {
      const path = `/v1/conversations/${part(id)}/files`;
      const { files } = await call<{ files: FileAddress[] }>({ path, body: { ids } });
      return files.map((file) => absolute(options.baseUrl, file));
    },
    sendPosition: (id, place) =>
      call({ path: `/v1/conversations/${part(id)}/positions`, body: place }),
    startShare: (id, share) =>
      call({ path: `/v1/conversations/${part(id)}/position-share`, body: share }),
    stopShare: (id) =>
      call({ path: `/v1/conversations/${part(id)}/position-share`, method: "DELETE" }),
    guidance: async (id) => {
      const answer = await call<{ sessions: GuidanceRecord[] }>({ path: guidancePath(id) });
      return answer.sessions;
    },
    startGuidance: (id, by = {}) => call({ path: guidancePath(id), body: by }),
    procedures: async () => (await import("./procedures.ts")).proceduresOf(call, options.baseUrl),
    endGuidance: (id, end) => call({ path: `${guidancePath(id)}/end`, body: end }),
    leaveGuidance: (id, leaving = {}) => call({ path: `${guidancePath(id)}/leave`, body: leaving }),
    visit: () => call({ path: "/v1/guest" }),
    getLink: (id) => call({ path: `/v1/conversations/${part(id)}/link` }),
    shareLink: (id, renew = false) =>
      call({ path: `/v1/conversations/${part(id)}/link`, body: { renew } }),
    revokeLink: (id) => call({ method: "DELETE", path: `/v1/conversations/${part(id)}/link` }),
    mapSource: () => call({ path: "/v1/map" }),
    advanceReceipt: (id, receipt) =>
      call({ path: `/v1/conversations/${part(id)}/receipts`, body: receipt }),
    demo: () =>
      send<Demo>({ path: "/v1/demo" }).catch((error: unknown) => {
        if (error instanceof RelaisError && error.refusal.code === "not_found") return null;
        throw error;
      }),
  };
}
