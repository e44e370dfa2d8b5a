export type {
  Dialect,
  DialectApp,
  DialectServices,
  DialectSocket,
  Upgrade,
} from "./dialect.ts";
export {
  djangoRefusal,
  type Page,
  pageNumber,
  pageOf,
  type PageQuery,
  pageQuery,
  refuseAsDjango,
  renameFields,
} from "./django.ts";
export { type Form, formOf, type FormFile, readForms, uploadAll } from "./form.ts";
export { checkOwnWords } from "./own-words.ts";
export { systemSentence } from "./system-sentence.ts";
export { signInRoutes } from "./sign-in.ts";
