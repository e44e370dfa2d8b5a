export { AccessTokens, accessTokenSeconds, type VerifiedAccess } from "./access/access-tokens.ts";
export { type Refresh, refresh } from "./access/refresh.ts";
export { type SignIn, signIn } from "./access/sign-in.ts";
export { signOut } from "./access/sign-out.ts";
export { issueTicket, redeemTicket } from "./access/tickets.ts";
export type { Actor } from "./actor.ts";
export { acceptCase } from "./case/accept-case.ts";
export { type ChangeStatus, changeStatus } from "./case/change-status.ts";
export { getCase } from "./case/get-case.ts";
export { type CasesNews, casesSince, listCases } from "./case/list-cases.ts";
export { openCase } from "./case/open-case.ts";
export { maySeeCase } from "./case/policy.ts";
export type { Consumer, Run } from "./consumers/consumer.ts";
export { consumerLag } from "./consumers/lag.ts";
export { type RunningConsumers, startConsumers } from "./consumers/start-consumers.ts";
export { listEvents } from "./conversation/list-events.ts";
export { openConversation } from "./conversation/open-conversation.ts";
export { mayRead, mayWrite, readableRoster } from "./conversation/policy.ts";
export { readHistory } from "./conversation/read-history.ts";
export { changesRoster, type Roster } from "./conversation/rosters.ts";
export { type Core, type CoreOptions, createCore } from "./core.ts";
export { type ConnectionTarget, ownerConfig } from "./database/connection.ts";
export { DatabaseError } from "./database/migrate.ts";
export { type EmbeddedPostgres, openEmbeddedPostgres } from "./database/embedded/index.ts";
export { type OpenDatabase, openDatabase } from "./database/open.ts";
export { visitDatabase } from "./database/visit.ts";
export { type DemoCast, demoCast } from "./demo/cast.ts";
export { seedDemo } from "./demo/seed.ts";
export { RefusedError, toRefusal } from "./errors.ts";
export type { CaughtUp } from "./journal/catch-up-reader.ts";
export type { JournalEntry } from "./journal/entry.ts";
export type { Kind } from "./kinds/kind.ts";
export type { KindRegistry } from "./kinds/registry.ts";
export type { Log } from "./log.ts";
export { readMe } from "./member/me.ts";
export { type DeleteMessage, deleteMessage } from "./message/delete-message.ts";
export { type EditMessage, editMessage } from "./message/edit-message.ts";
export { type ReactToMessage, reactToMessage } from "./message/react-to-message.ts";
export { type SendMessage, sendMessage } from "./message/send-message.ts";
export { listCounters } from "./notification/counters.ts";
export {
  type CreatedOrganization,
  type CreateOrganization,
  createOrganization,
} from "./organization/create-organization.ts";
export { listOrganizations, type OrganizationLine } from "./organization/list-organizations.ts";
export { type AdvanceReceipt, advanceReceipt } from "./receipt/advance-receipt.ts";
export { type Search, searchMessages } from "./search/search-messages.ts";
