import type {
  AcceptInvitation,
  Account,
  AccountPage,
  AccountsQuery,
  ApiKey,
  ApiKeyList,
  AuditPage,
  AuditQuery,
  ChangeAccount,
  ChangeEquipment,
  ChangeName,
  ChangeOrganization,
  ChangeWebhookBody,
  Category,
  Department,
  Equipment,
  EquipmentBody,
  Invitation,
  Invite,
  NewApiKey,
  NewApiKeyBody,
  NewWebhook,
  NewWebhookBody,
  OpenInvitation,
  OrganizationSettings,
  RemovedNoun,
  SessionView,
  SharedInvitation,
  Webhook,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookList,
} from "@relais/protocol";
import { search } from "../http/search.ts";
import type { Http } from "../http/types.ts";

export { accentOf, auditAreas } from "@relais/protocol";
export type {
  Account,
  ApiKey,
  AuditAction,
  AuditArea,
  AuditEntry,
  AuditValues,
  Category,
  Department,
  DeskTeammate,
  Equipment,
  Invitation,
  OpenInvitation,
  OrganizationSettings,
  RemovedNoun,
  ServiceRole,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
} from "@relais/protocol";

type Calls = Pick<Http, "call">;
const part = encodeURIComponent;
const accounts = "/v1/admin/accounts";
const invitations = "/v1/admin/invitations";
const keys = "/v1/admin/api-keys";
const webhooks = "/v1/admin/webhooks";
const organization = "/v1/admin/organization";
const all = "?archived=true";
const webhookPath = (id: string) => `${webhooks}/${part(id)}`;
const accountPath = (id: string) => `${accounts}/${part(id)}`;

/** The calls of an organization's admins. Each rejects as those of `Http` do. */
export function adminOf({ call }: Calls) {
  return {
    accounts: (query: AccountsQuery = {}) =>
      call<AccountPage>({ path: `${accounts}${search(query)}` }),
    /** With another role the person is signed out everywhere. */
    changeAccount: (id: string, body: ChangeAccount) =>
      call<Account>({ method: "PATCH", path: accountPath(id), body }),
    deactivate: (id: string) => call<Account>({ path: `${accountPath(id)}/deactivate`, body: {} }),
    reactivate: (id: string) => call<Account>({ path: `${accountPath(id)}/reactivate`, body: {} }),
    sessions: async (id: string) =>
      (await call<{ sessions: SessionView[] }>({ path: `${accountPath(id)}/sessions` })).sessions,
    /** Of one device, or of all. */
    endSessions: (id: string, session?: string) =>
      call<undefined>({
        method: "DELETE",
        path: `${accountPath(id)}/sessions${session === undefined ? "" : `/${part(session)}`}`,
      }),
    invitations: async () =>
      (await call<{ invitations: Invitation[] }>({ path: invitations })).invitations,
    /** `path` is told this once. */
    invite: (body: Invite) => call<SharedInvitation>({ path: invitations, body }),
    withdraw: (id: string) =>
      call<Invitation>({ method: "DELETE", path: `${invitations}/${part(id)}` }),
    apiKeys: () => call<ApiKeyList>({ path: keys }),
    /** `secret` is told this once. */
    createApiKey: (body: NewApiKeyBody) => call<NewApiKey>({ path: keys, body }),
    revokeApiKey: (id: string) => call<ApiKey>({ method: "DELETE", path: `${keys}/${part(id)}` }),
    webhooks: () => call<WebhookList>({ path: webhooks }),
    /** `secret` is told this once. */
    createWebhook: (body: NewWebhookBody) => call<NewWebhook>({ path: webhooks, body }),
    changeWebhook: (id: string, body: ChangeWebhookBody) =>
      call<Webhook>({ method: "PATCH", path: webhookPath(id), body }),
    deleteWebhook: (id: string) => call<undefined>({ method: "DELETE", path: webhookPath(id) }),
    /** `secret` is told this once; the one before signs beside it for a day. */
    rotateWebhookSecret: (id: string) =>
      call<NewWebhook>({ path: `${webhookPath(id)}/secret`, body: {} }),
    /** What was answered to an event that is sent at once. */
    testWebhook: (id: string) =>
      call<WebhookDelivery>({ path: `${webhookPath(id)}/test`, body: {} }),
    webhookDeliveries: (id: string) =>
      call<WebhookDeliveries>({ path: `${webhookPath(id)}/deliveries` }),
    redeliverWebhook: (id: string, delivery: string) =>
      call<WebhookDelivery>({
        path: `${webhookPath(id)}/deliveries/${part(delivery)}/redeliver`,
        body: {},
      }),
    organization: () => call<OrganizationSettings>({ path: organization }),
    changeOrganization: (body: ChangeOrganization) =>
      call<OrganizationSettings>({ method: "PATCH", path: organization, body }),
    setLogo: (picture: Blob) =>
      call<OrganizationSettings>({ path: `${organization}/logo`, raw: picture }),
    removeLogo: () =>
      call<OrganizationSettings>({ method: "DELETE", path: `${organization}/logo` }),
    audit: (query: AuditQuery = {}) => call<AuditPage>({ path: `/v1/admin/audit${search(query)}` }),
    /** Those of the archive too, as the next two. */
    departments: async () =>
      (await call<{ departments: Department[] }>({ path: `/v1/departments${all}` })).departments,
    categories: async () =>
      (await call<{ categories: Category[] }>({ path: `/v1/categories${all}` })).categories,
    equipment: async () =>
      (await call<{ equipment: Equipment[] }>({ path: `/v1/equipment${all}` })).equipment,
    changeDepartment: (id: string, body: ChangeName) =>
      call<Department>({ method: "PATCH", path: `/v1/departments/${part(id)}`, body }),
    changeCategory: (id: string, body: ChangeName) =>
      call<Category>({ method: "PATCH", path: `/v1/categories/${part(id)}`, body }),
    changeEquipment: (id: string, body: ChangeEquipment) =>
      call<Equipment>({ method: "PATCH", path: `/v1/equipment/${part(id)}`, body }),
    /** Archived where something names it, else erased. */
    removeNoun: (noun: "departments" | "categories" | "equipment", id: string) =>
      call<RemovedNoun>({ method: "DELETE", path: `/v1/${noun}/${part(id)}` }),
    addDepartment: (name: string) => call<Department>({ path: "/v1/departments", body: { name } }),
    addCategory: (name: string, kind: string) =>
      call<Category>({ path: "/v1/categories", body: { name, kind } }),
    addEquipment: (body: EquipmentBody) => call<Equipment>({ path: "/v1/equipment", body }),
  };
}
export type Administration = ReturnType<typeof adminOf>;

/** What an invitation is to, for whoever holds its link; and how they take it up. Nobody need be signed in. */
export function invitationOf({ call }: Calls, token: string) {
  return {
    read: () => call<OpenInvitation>({ path: "/v1/invitations/read", body: { token } }),
    accept: (chosen: Omit<AcceptInvitation, "token">) =>
      call<{ email: string }>({ path: "/v1/invitations/accept", body: { ...chosen, token } }),
  };
}
