export { changeAccount } from "./account/change-account.ts";
export { deactivateAccount, reactivateAccount } from "./account/deactivate-account.ts";
export { endAccountSessions, listAccountSessions } from "./account/account-sessions.ts";
export { listAccounts } from "./account/list-accounts.ts";
export { findOrganization } from "./organization/operator.ts";
export { suspendOrganization } from "./organization/suspend-organization.ts";
export { watchSuspensions } from "./organization/suspensions.ts";
export { changeOrganization } from "./organization/change-settings.ts";
export { openLogo, removeLogo, setLogo } from "./organization/logo.ts";
export { readOrganization } from "./organization/read-settings.ts";
export { eraseDue } from "./retention/erase-due.ts";
export { exportAudit } from "./audit/export-entries.ts";
export { listAudit } from "./audit/list-entries.ts";
export { createApiKey, createKeyFor } from "./api-key/create-key.ts";
export { identifyByKey } from "./api-key/identify-by-key.ts";
export { listApiKeys, listKeysOf } from "./api-key/list-keys.ts";
export { revokeApiKey, revokeKeyFor } from "./api-key/revoke-key.ts";
export { isApiKey } from "./api-key/secret.ts";
export { invite, listInvitations, withdrawInvitation } from "./invitation/invite.ts";
export { acceptInvitation, readInvitation } from "./invitation/accept-invitation.ts";
export { AccessTokens, accessTokenSeconds, type VerifiedAccess } from "./access/access-tokens.ts";
export { type Register, register } from "./access/register.ts";
export { endSignIn } from "./access/end-sign-in.ts";
export { listSignIns } from "./access/list-sign-ins.ts";
export { type Refresh, refresh } from "./access/refresh.ts";
export { type SignIn, signIn } from "./access/sign-in.ts";
export { signOut } from "./access/sign-out.ts";
export { issueTicket, redeemTicket } from "./access/tickets.ts";
export type { Actor } from "./actor.ts";
export { changeReply, createReply, deleteReply } from "./canned-reply/edit-replies.ts";
export { listReplies, offerReplies } from "./canned-reply/list-replies.ts";
export { applyMacro } from "./canned-reply/apply-macro.ts";
export { listNotifications, readNotifications } from "./notification/notices.ts";
export { changePreferences, readPreferences } from "./notification/preferences.ts";
export type { Notice } from "./notification/notice-news.ts";
export { rateCase } from "./rating/rate-case.ts";
export { ratingFigures, readRating } from "./rating/read-rating.ts";
export { changeCategory, changeDepartment, changeEquipment } from "./noun/change-noun.ts";
export { removeCategory, removeDepartment, removeEquipment } from "./noun/remove-noun.ts";
export { createCategory } from "./category/create-category.ts";
export { listCategories } from "./category/list-categories.ts";
export { createDepartment } from "./department/create-department.ts";
export { listDepartments } from "./department/list-departments.ts";
export { addIdentityKey, removeIdentityKey } from "./embedding/identity-keys.ts";
export { framingSites, readSite } from "./embedding/read-site.ts";
export { resumeVisit } from "./embedding/resume-visit.ts";
export { changeEmbedding, readEmbedding } from "./embedding/settings.ts";
export { startVisit } from "./embedding/start-visit.ts";
export { createEquipment } from "./equipment/create-equipment.ts";
export { listEquipment } from "./equipment/list-equipment.ts";
export { type CreatedMember, type CreateMember, createMember } from "./member/create-member.ts";
export { listMembers, type MemberPage, readOwnMember } from "./member/list-members.ts";
export type { MemberView } from "./member/member-view.ts";
export { listColleagues } from "./member/list-colleagues.ts";
export { listPeople } from "./member/list-people.ts";
export { createWarranty } from "./warranty/create-warranty.ts";
export { getWarranty, listWarranties, pageWarranties } from "./warranty/list-warranties.ts";
export { listWorkplaces } from "./workplace/list-workplaces.ts";
export { presentWorkplace } from "./workplace/present-workplace.ts";
export { acceptCase } from "./case/accept-case.ts";
export { type ChangeStatus, changeStatus, changeStatusOnce } from "./case/change-status.ts";
export { type AmendCase, amendCase } from "./case/amend-case.ts";
export { assignCase } from "./case/assign-case.ts";
export { type CaseCounts, countCases } from "./case/count-cases.ts";
export { findCases } from "./case/find-cases.ts";
export { getCase } from "./case/get-case.ts";
export { type CasesNews, casesSince, listCases } from "./case/list-cases.ts";
export { listTags } from "./case/list-tags.ts";
export { noteCase } from "./case/note-case.ts";
export { openCase, openOrFind } from "./case/open-case.ts";
export { type OpenedRoom, openRoom } from "./case/open-room.ts";
export { type CaseFilter, type CasePage, pageCases } from "./case/page-cases.ts";
export { mayKnowInternal, maySeeCase } from "./case/policy.ts";
export { type CaseProgress, noProgress, readProgress } from "./case/read-progress.ts";
export { readTimeline } from "./case/read-timeline.ts";
export { startReminderKeeper } from "./reminder/reminder-keeper.ts";
export { reopenCase } from "./case/reopen-case.ts";
export { updateCase } from "./case/update-case.ts";
export type { Consumer, Run } from "./consumers/consumer.ts";
export { reactOutside, type RoomNews } from "./consumers/react-outside.ts";
export { consumerLag } from "./consumers/lag.ts";
export { afterTheRush } from "./consumers/after-the-rush.ts";
export {
  allConsumers,
  type RunningConsumers,
  startConsumers,
} from "./consumers/start-consumers.ts";
export { archiveConversation } from "./conversation/archive-conversation.ts";
export {
  countUnreadRooms,
  type FindRooms,
  findRooms,
  readRoom,
} from "./conversation/find-rooms.ts";
export { readTimes } from "./conversation/read-times.ts";
export { type RoomState, readRoomState } from "./conversation/room-state.ts";
export type { Room, RoomPerson } from "./conversation/room-rows.ts";
export { listEvents } from "./conversation/list-events.ts";
export { listFormer } from "./conversation/list-former.ts";
export { openConversation, readConversation } from "./conversation/open-conversation.ts";
export { messageIds } from "./conversation/message-ids.ts";
export { describeTalks, type Talk } from "./conversation/describe-talks.ts";
export { messageSubjects } from "./conversation/message-subjects.ts";
export { findPair, openPair } from "./conversation/open-pair.ts";
export { type PairHead, pairHeads } from "./conversation/pair-heads.ts";
export { mayRead, mayWrite, readableRoster } from "./conversation/policy.ts";
export {
  readTalkMessage,
  readWholeTalk,
  type TalkMessage,
  type TalkSpan,
} from "./conversation/read-whole-talk.ts";
export { readSpan, type Span } from "./conversation/read-span.ts";
export {
  type ConversationLine,
  type ConversationSummary,
  type ConversationTotals,
  listConversationLines,
  summarizeConversations,
  totalConversations,
} from "./conversation/summarize-conversations.ts";
export { readHistory } from "./conversation/read-history.ts";
export { changesRoster, type Roster } from "./conversation/rosters.ts";
export { type Core, type CoreOptions, createCore } from "./core.ts";
export { asOwner } from "./database/as-owner.ts";
export type { ConnectionTarget } from "./database/connection.ts";
export { type EmbeddedPostgres, openEmbeddedPostgres } from "./database/embedded/index.ts";
export { DatabaseError } from "./database/migrate.ts";
export { type OpenDatabase, openDatabase } from "./database/open.ts";
export { visitDatabase } from "./database/visit.ts";
export { actOnCases, type Outcome } from "./desk/act.ts";
export { countEntries } from "./desk/count-entries.ts";
export { changeTeammate } from "./assignment/change-teammate.ts";
export type { Present } from "./assignment/report-reach.ts";
export { changeAssignment, readAssignment } from "./assignment/settings.ts";
export { startDeskKeeper } from "./desk/desk-keeper.ts";
export { getEntry } from "./desk/get-entry.ts";
export { listChanges, listEntries } from "./desk/list-entries.ts";
export { listTeam } from "./desk/list-team.ts";
export { readTargets, changeTargets } from "./target/targets.ts";
export { targetStatistics } from "./target/target-statistics.ts";
export { mayUseDesk } from "./desk/policy.ts";
export { changeOpeningHours, readOpeningHours } from "./opening-hours/opening-hours.ts";
export { readSavedViews, saveViews } from "./desk/saved-views.ts";
export { markSeen, snoozeCase, wakeCase } from "./desk/snooze-case.ts";
export { demoCast, demoPassword } from "./demo/cast.ts";
export { paulsLink } from "./demo/paul.ts";
export { seedDemo } from "./demo/seed.ts";
export { takeDemoSeat } from "./demo/take-seat.ts";
export { listDrafts } from "./draft/list-drafts.ts";
export { type SavedDraft, type SaveDraft, saveDraft } from "./draft/save-draft.ts";
export { RefusedError, refusedBy, toRefusal } from "./errors.ts";
export { cancelUpload, eraseUnsent } from "./file/erase-unsent.ts";
export { removeLeftParts } from "./file/remove-parts.ts";
export { readCode } from "./proof/customers-code.ts";
export { addressOfFile, fileAddresses, proofAddresses } from "./file/file-addresses.ts";
export { finishUpload } from "./file/finish-upload.ts";
export { FolderStore } from "./file/folder-store.ts";
export { type FileMeans, type FileStore, type Scan, StoreFailure } from "./file/means.ts";
export { openFile } from "./file/open-file.ts";
export { ownUpload, receiveParts } from "./file/receive-part.ts";
export { variants } from "./file/signed-address.ts";
export { startUpload, type UploadPlace } from "./file/start-upload.ts";
export { voiceType } from "./voice/inspect-voice.ts";
export type { CaughtUp } from "./journal/catch-up-reader.ts";
export { getLink } from "./guest/get-link.ts";
export { identifyByLink, isLinkToken } from "./guest/identify-by-link.ts";
export { lookThroughLink } from "./guest/look-through-link.ts";
export { openLink } from "./guest/open-link.ts";
export { readVisit } from "./guest/read-visit.ts";
export { revokeLink } from "./guest/revoke-link.ts";
export { shareLink } from "./guest/share-link.ts";
export { type ConfirmStep, confirmStep } from "./guidance/confirm.ts";
export { type EndGuidance, endGuidance } from "./guidance/end.ts";
export { findStep, type FoundStep } from "./guidance/find-step.ts";
export { instruct } from "./guidance/instruct.ts";
export { leaveGuidance } from "./guidance/leave.ts";
export { listGuidance } from "./guidance/list-sessions.ts";
export { type ProveStep, proveStep } from "./guidance/prove.ts";
export { startGuidance } from "./guidance/start.ts";
export { guidanceStatistics } from "./guidance/statistics.ts";
export { shortId } from "./ids.ts";
export type { JournalEntry } from "./journal/entry.ts";
export type { Kind } from "./kinds/kind.ts";
export { type KindRegistry, loadKinds, registryOf } from "./kinds/registry.ts";
export { type LinkPreviewer, startLinkPreviewer } from "./link/link-previewer.ts";
export type { FoundPage, ReadLink } from "./link/means.ts";
export type { Log } from "./log.ts";
export { type ChangeMe, changeMe } from "./member/change-me.ts";
export { readContacts } from "./member/contacts.ts";
export { readMe } from "./member/me.ts";
export { type DeleteMessage, deleteMessage } from "./message/delete-message.ts";
export { type EditMessage, editMessage } from "./message/edit-message.ts";
export { locateMessages, type MessagePlace } from "./message/locate-messages.ts";
export { type ReactToMessage, reactToMessage } from "./message/react-to-message.ts";
export { type SendMessage, sendMessage } from "./message/send-message.ts";
export { type SendPicture, sendPicture } from "./message/send-picture.ts";
export { listCounters } from "./notification/counters.ts";
export {
  type CreatedOrganization,
  type CreateOrganization,
  createOrganization,
} from "./organization/create-organization.ts";
export { listOrganizations, type OrganizationLine } from "./organization/list-organizations.ts";
export { openRegistration } from "./organization/open-registration.ts";
export { stopShare } from "./position/end-share.ts";
export { readLivePositions } from "./position/live-positions.ts";
export type { PositionNews } from "./position/position-news.ts";
export { type ReportPosition, reportPosition } from "./position/report-position.ts";
export type { Route, Router } from "./position/routes.ts";
export { type SendPosition, sendPosition } from "./position/send-position.ts";
export { type ShareKeeper, startShareKeeper } from "./position/share-keeper.ts";
export { type StartShare, startShare } from "./position/start-share.ts";
export { prepareReturn } from "./prepare-return.ts";
export { eraseUnkept } from "./procedure/erase-unkept.ts";
export { addProcedurePicture, procedurePictures } from "./procedure/pictures.ts";
export { getProcedure, listProcedures, listVersions } from "./procedure/read-procedures.ts";
export { getRun } from "./procedure/read-run.ts";
export { type SaveSession, saveSession } from "./procedure/save-session.ts";
export { archiveProcedure, createProcedure, editProcedure } from "./procedure/write-procedure.ts";
export { keepTyping, type TypingKeeper } from "./conversation/keep-typing.ts";
export { firstReads } from "./receipt/first-reads.ts";
export { startWarrantyKeeper } from "./warranty/warranty-keeper.ts";
export { asText } from "./message/as-text.ts";
export { type ChangePush, changePush, removePush } from "./push/change-push.ts";
export type {
  PushAnswer,
  PushMeans,
  PushNotice,
  PushOptions,
  PushTarget,
} from "./push/means.ts";
export type { PushDevice } from "./push/push-rows.ts";
export { type PushSender, startPushSender } from "./push/push-sender.ts";
export { registerPush } from "./push/register-push.ts";
export type { Attention } from "./push/send-due.ts";
export { testPush } from "./push/test-push.ts";
export { loadVapidKeys, type VapidKeys } from "./push/vapid-keys.ts";
export { resetQuickAnswers, setQuickAnswers } from "./quick-answer/edit-answers.ts";
export { listKinds, readQuickAnswers } from "./quick-answer/read-answers.ts";
export { type AdvanceReceipt, advanceReceipt } from "./receipt/advance-receipt.ts";
export { messageReceipts } from "./receipt/message-receipts.ts";
export { type Search, searchMessages } from "./search/search-messages.ts";
export { type ListShared, listShared } from "./shared/list-shared.ts";
export { changeWebhook } from "./webhook/change-webhook.ts";
export { createWebhook } from "./webhook/create-webhook.ts";
export { deleteWebhook } from "./webhook/delete-webhook.ts";
export { listWebhookDeliveries, redeliverWebhook } from "./webhook/deliveries.ts";
export { listWebhooks } from "./webhook/list-webhooks.ts";
export type { WebhookAnswer, WebhookMeans, WebhookRequest } from "./webhook/means.ts";
export { rotateWebhookSecret } from "./webhook/rotate-secret.ts";
export { testWebhook } from "./webhook/test-webhook.ts";
export { startWebhookSender, type WebhookSender } from "./webhook/webhook-sender.ts";
