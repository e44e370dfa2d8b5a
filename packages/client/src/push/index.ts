export { describe as describeSubscription, subscribeAt } from "./browser.ts";
export {
  createPush,
  forgetBrowserPush,
  type Push,
  type PushCalls,
  type PushState,
} from "./push.ts";
