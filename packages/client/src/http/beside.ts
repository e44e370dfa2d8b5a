import type {
  CannedReply,
  CaseCode,
  Category,
  Contact,
  Department,
  Equipment,
  GuidanceRecord,
  OfferedReply,
  Person,
  PushDeviceView,
  PushKey,
  SessionView,
  WarrantyPage,
  Workplace,
} from "@relais/protocol";
import type { CallBeside } from "./names-beside.ts";
import { search } from "./search.ts";
import type { Http } from "./types.ts";

type Replies<Reply> = { replies: Reply[] };
const repliesPath = "/v1/canned-replies";
const preferencesPath = "/v1/me/notification-preferences";
const part = encodeURIComponent;
const messagePath = (id: string, number: number) =>
  `/v1/conversations/${part(id)}/messages/${number}`;
const guidancePath = (id: string) => `/v1/conversations/${part(id)}/guidance`;
const answersPath = (kind: string) => `/v1/kinds/${part(kind)}/quick-answers`;

/** The calls that a conversation does without, over one that carries the token. */
export function beside(call: Http["call"]): Pick<Http, CallBeside> {
  return {
    search: (query) => call({ path: `/v1/search${search(query)}` }),
    contacts: async (id) => {
      const path = `/v1/conversations/${part(id)}/contacts`;
      return (await call<{ contacts: Contact[] }>({ path })).contacts;
    },
    openCase: (body) => call({ path: "/v1/cases", body }),
    reopenCase: (id, reason) => call({ path: `/v1/cases/${part(id)}/reopen`, body: { reason } }),
    guidance: async (id) => {
      const answer = await call<{ sessions: GuidanceRecord[] }>({ path: guidancePath(id) });
      return answer.sessions;
    },
    startGuidance: (id, by = {}) => call({ path: guidancePath(id), body: by }),
    endGuidance: (id, end) => call({ path: `${guidancePath(id)}/end`, body: end }),
    leaveGuidance: (id, leaving = {}) => call({ path: `${guidancePath(id)}/leave`, body: leaving }),
    sendPosition: (id, place) =>
      call({ path: `/v1/conversations/${part(id)}/positions`, body: place }),
    startShare: (id, share) =>
      call({ path: `/v1/conversations/${part(id)}/position-share`, body: share }),
    stopShare: (id) =>
      call({ path: `/v1/conversations/${part(id)}/position-share`, method: "DELETE" }),
    mapSource: () => call({ path: "/v1/map" }),
    timeline: (id, after = 0) => call({ path: `/v1/cases/${part(id)}/timeline?after=${after}` }),
    caseCode: async (id) => (await call<CaseCode>({ path: `/v1/cases/${part(id)}/code` })).code,
    rooms: (query = {}) => call({ path: `/v1/rooms${search(query)}` }),
    notifications: (before) => call({ path: `/v1/notifications${search({ before })}` }),
    shared: (id, query) => call({ path: `/v1/conversations/${part(id)}/shared${search(query)}` }),
    messageReceipts: (id, number, after) =>
      call({ path: `${messagePath(id, number)}/receipts${search({ after })}` }),
    sessions: async () =>
      (await call<{ sessions: SessionView[] }>({ path: "/v1/sessions" })).sessions,
    endSession: (id) => call({ method: "DELETE", path: `/v1/sessions/${part(id)}` }),
    endOtherSessions: () => call({ path: "/v1/sessions/sign-out", body: { elsewhere: true } }),
    changeMe: (change) => call({ method: "PATCH", path: "/v1/me", body: change }),
    setQuickAnswers: (kind, answers) =>
      call({ method: "PUT", path: answersPath(kind), body: { answers } }),
    resetQuickAnswers: (kind) => call({ method: "DELETE", path: answersPath(kind) }),
    equipment: async () =>
      (await call<{ equipment: Equipment[] }>({ path: "/v1/equipment" })).equipment,
    departments: async () =>
      (await call<{ departments: Department[] }>({ path: "/v1/departments" })).departments,
    categories: async () =>
      (await call<{ categories: Category[] }>({ path: "/v1/categories" })).categories,
    warranties: async () =>
      (await call<WarrantyPage>({ path: "/v1/warranties?limit=500" })).warranties,
    warrantyPage: (query = {}) => call({ path: `/v1/warranties${search(query)}` }),
    warranty: (id) => call({ path: `/v1/warranties/${part(id)}` }),
    workplaces: async () =>
      (await call<{ workplaces: Workplace[] }>({ path: "/v1/workplaces" })).workplaces,
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
    archive: (id, archived) =>
      call({ method: "PUT", path: `/v1/conversations/${part(id)}/archived`, body: { archived } }),
    getLink: (id) => call({ path: `/v1/conversations/${part(id)}/link` }),
    shareLink: (id, renew = false) =>
      call({ path: `/v1/conversations/${part(id)}/link`, body: { renew } }),
    revokeLink: (id) => call({ method: "DELETE", path: `/v1/conversations/${part(id)}/link` }),
  };
}
