export type {
  Dialect,
  DialectApp,
  DialectMeans,
  DialectServices,
  DialectSocket,
  Headed,
  Upgrade,
} from "./dialect.ts";
export {
  addressOf,
  byId,
  djangoRefusal,
  djangoRefusals,
  type Page,
  pageNumber,
  pageOf,
  type PageQuery,
  pageQuery,
  pageSchema,
  placeOf,
  refuseAsDjango,
  renameFields,
  type Sentences,
} from "./django.ts";
export { asText } from "@relais/core";
export { formShape } from "./form-shape.ts";
export { type Form, formOf, type FormFile, readForms, uploadAll } from "./form.ts";
export { readOfKind, refuseOtherKind } from "./of-kind.ts";
export type { Operation } from "./operation.ts";
export { checkOwnWords, refuseLies } from "./own-words.ts";
export { readFields } from "./read-fields.ts";
export { type Surroundings, surroundingsOf } from "./surroundings.ts";
export { systemSentence } from "./system-sentence.ts";
export { takeSend } from "./take-send.ts";
export { signInRoutes } from "./sign-in.ts";
export { ConversationRoom } from "./socket/conversation-room.ts";
export { ConversationSession, type SessionOptions } from "./socket/conversation-session.ts";
export { conversationSocket } from "./socket/conversation-socket.ts";
export { Rooms } from "./socket/rooms.ts";
