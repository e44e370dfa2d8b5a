export {
  createPush,
  forgetBrowserPush,
  type Push,
  type PushCalls,
  type PushState,
} from "./push.ts";
