import { apiKeyRoutes } from "./administration/api-keys.ts";
import { webhookRoutes } from "./administration/webhooks.ts";
import { accountRoutes, accountSessionRoutes } from "./administration/accounts.ts";
import { auditRoutes } from "./administration/audit.ts";
import { logoRoute, organizationRoutes } from "./administration/organization.ts";
import { acceptInvitationRoutes, invitationRoutes } from "./administration/invitations.ts";
import { tagsRoute } from "./cases/tags.ts";
import { rateCaseRoute, ratingFiguresRoute, readRatingRoute } from "./cases/rating.ts";
import { colleaguesRoute } from "./cases/colleagues.ts";
import {
  changePreferencesRoute,
  listNotificationsRoute,
  readNotificationsRoute,
  readPreferencesRoute,
} from "./notifications/notifications.ts";
import {
  changeReplyRoute,
  createReplyRoute,
  deleteReplyRoute,
  listRepliesRoute,
} from "./canned/replies.ts";
import { offerRepliesRoute, applyMacroRoute } from "./cases/canned.ts";
import { acceptCaseRoute } from "./cases/accept.ts";
import { assignCaseRoute } from "./cases/assign.ts";
import { caseCodeRoute } from "./cases/code.ts";
import { changeStatusRoute } from "./cases/change-status.ts";
import { findCasesRoute } from "./cases/find.ts";
import { getCaseRoute } from "./cases/get.ts";
import { listCasesRoute } from "./cases/list.ts";
import { noteCaseRoute } from "./cases/note.ts";
import { openCaseRoute } from "./cases/open.ts";
import { openRoomRoute } from "./cases/room.ts";
import { reopenCaseRoute } from "./cases/reopen.ts";
import { timelineRoute } from "./cases/timeline.ts";
import { updateCaseRoute } from "./cases/update.ts";
import { contactsRoute } from "./conversations/contacts.ts";
import { deleteRoute } from "./conversations/delete.ts";
import { editRoute } from "./conversations/edit.ts";
import { listEventsRoute } from "./conversations/events.ts";
import { historyRoute } from "./conversations/history.ts";
import { messageReceiptsRoute } from "./conversations/message-receipts.ts";
import { archiveRoute, listRoomsRoute } from "./conversations/rooms.ts";
import { openConversationRoute } from "./conversations/open.ts";
import { sendPositionRoute, startShareRoute, stopShareRoute } from "./conversations/positions.ts";
import { reactRoute } from "./conversations/react.ts";
import { advanceReceiptRoute } from "./conversations/receipts.ts";
import { sendRoute } from "./conversations/send.ts";
import { sharedRoute } from "./conversations/shared.ts";
import { deskActionRoute } from "./desk/act.ts";
import { deskChangesRoute, deskCountsRoute, deskEntryRoute, deskListRoute } from "./desk/list.ts";
import { seenRoute, snoozeRoute, wakeRoute } from "./desk/snooze.ts";
import { targetStatisticsRoute, targetsRoute } from "./desk/targets.ts";
import { assignmentRoute, teamRoute } from "./desk/team.ts";
import { readViewsRoute, saveViewsRoute } from "./desk/views.ts";
import { demoRoute } from "./demo/cast.ts";
import { embeddedSiteRoute, embeddedVisitRoute, startEmbeddedRoute } from "./embedding/site.ts";
import { embeddingRoute, identityKeysRoute } from "./embedding/settings.ts";
import { fileAddressesRoute } from "./files/addresses.ts";
import { proofAddressesRoute } from "./files/proof-addresses.ts";
import { fetchFileRoute } from "./files/fetch.ts";
import { getLinkRoute, revokeLinkRoute, shareLinkRoute } from "./guests/link.ts";
import { openLinkRoute } from "./guests/open.ts";
import { visitRoute } from "./guests/visit.ts";
import { endGuidanceRoute, leaveGuidanceRoute } from "./guidance/end.ts";
import { listGuidanceRoute } from "./guidance/list.ts";
import { startGuidanceRoute } from "./guidance/start.ts";
import { guidanceStatisticsRoute } from "./guidance/statistics.ts";
import { listKindsRoute } from "./kinds/list.ts";
import {
  readQuickAnswersRoute,
  resetQuickAnswersRoute,
  setQuickAnswersRoute,
} from "./kinds/quick-answers.ts";
import { mapSourceRoute } from "./map/source.ts";
import { changeMeRoute } from "./me/change.ts";
import { readMeRoute } from "./me/read.ts";
import {
  pushKeyRoute,
  subscribePushRoute,
  testPushRoute,
  unsubscribePushRoute,
} from "./push/push.ts";
import { categoryRoutes } from "./nouns/categories.ts";
import { departmentRoutes } from "./nouns/departments.ts";
import { equipmentRoutes } from "./nouns/equipment.ts";
import { peopleRoute } from "./nouns/people.ts";
import { warrantyRoutes } from "./nouns/warranties.ts";
import { workplaceRoutes } from "./nouns/workplaces.ts";
import { procedurePictureRoutes } from "./procedures/pictures.ts";
import { readProcedureRoutes } from "./procedures/read.ts";
import { writeProcedureRoutes } from "./procedures/write.ts";
import { openingHoursRoute } from "./organization/hours.ts";
import type { Route } from "./route.ts";
import { searchRoute } from "./search/search.ts";
import { endSessionRoute } from "./sessions/end.ts";
import { listSessionsRoute } from "./sessions/list.ts";
import { refreshRoute } from "./sessions/refresh.ts";
import { signInRoute } from "./sessions/sign-in.ts";
import { signOutRoute } from "./sessions/sign-out.ts";
import { issueTicketRoute } from "./socket-tickets/issue.ts";
import { streamFramesRoute } from "./stream/frames.ts";
import { openStreamRoute } from "./stream/open.ts";
import { uploadsRoute } from "./uploads/uploads.ts";

/** Every call of the API, in the order in which its reference lists them. */
export const routes: readonly Route[] = [
  signInRoute,
  refreshRoute,
  signOutRoute,
  listSessionsRoute,
  endSessionRoute,
  issueTicketRoute,
  openLinkRoute,
  visitRoute,
  getLinkRoute,
  shareLinkRoute,
  revokeLinkRoute,
  embeddingRoute,
  identityKeysRoute,
  embeddedSiteRoute,
  embeddedVisitRoute,
  startEmbeddedRoute,
  readMeRoute,
  peopleRoute,
  changeMeRoute,
  listKindsRoute,
  readQuickAnswersRoute,
  setQuickAnswersRoute,
  resetQuickAnswersRoute,
  listCasesRoute,
  openCaseRoute,
  findCasesRoute,
  getCaseRoute,
  acceptCaseRoute,
  changeStatusRoute,
  caseCodeRoute,
  reopenCaseRoute,
  assignCaseRoute,
  updateCaseRoute,
  noteCaseRoute,
  timelineRoute,
  openRoomRoute,
  listRoomsRoute,
  archiveRoute,
  deskListRoute,
  deskEntryRoute,
  deskChangesRoute,
  deskCountsRoute,
  deskActionRoute,
  snoozeRoute,
  wakeRoute,
  seenRoute,
  teamRoute,
  assignmentRoute,
  targetsRoute,
  targetStatisticsRoute,
  readViewsRoute,
  saveViewsRoute,
  openingHoursRoute,
  listNotificationsRoute,
  readNotificationsRoute,
  readPreferencesRoute,
  changePreferencesRoute,
  pushKeyRoute,
  subscribePushRoute,
  unsubscribePushRoute,
  testPushRoute,
  readRatingRoute,
  rateCaseRoute,
  ratingFiguresRoute,
  tagsRoute,
  colleaguesRoute,
  offerRepliesRoute,
  applyMacroRoute,
  listRepliesRoute,
  createReplyRoute,
  changeReplyRoute,
  deleteReplyRoute,
  departmentRoutes,
  categoryRoutes,
  equipmentRoutes,
  warrantyRoutes,
  workplaceRoutes,
  openConversationRoute,
  historyRoute,
  contactsRoute,
  sendRoute,
  editRoute,
  deleteRoute,
  reactRoute,
  listEventsRoute,
  advanceReceiptRoute,
  messageReceiptsRoute,
  sharedRoute,
  searchRoute,
  uploadsRoute,
  fileAddressesRoute,
  proofAddressesRoute,
  fetchFileRoute,
  sendPositionRoute,
  startShareRoute,
  stopShareRoute,
  mapSourceRoute,
  listGuidanceRoute,
  startGuidanceRoute,
  endGuidanceRoute,
  leaveGuidanceRoute,
  guidanceStatisticsRoute,
  readProcedureRoutes,
  writeProcedureRoutes,
  procedurePictureRoutes,
  accountRoutes,
  accountSessionRoutes,
  invitationRoutes,
  apiKeyRoutes,
  webhookRoutes,
  acceptInvitationRoutes,
  organizationRoutes,
  logoRoute,
  auditRoutes,
  openStreamRoute,
  streamFramesRoute,
  demoRoute,
];
