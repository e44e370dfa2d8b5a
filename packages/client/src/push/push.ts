import type { SubscribePush } from "@relais/protocol";
import { type Readable, Value } from "../readable.ts";
import {
  describe,
  existingSubscription,
  isBlocked,
  isMadeWith,
  pushSupport,
  subscribeBrowser,
} from "./browser.ts";

/** How a server is spoken to of this device. */
export type PushCalls<Device> = {
  /** Null where the server tells devices nothing. */
  key(): Promise<string | null>;
  register(subscription: SubscribePush): Promise<Device>;
  /** It is told nothing any more. */
  remove(device: Device): Promise<unknown>;
};

export type PushState<Device> =
  | { readonly status: "looking" }
  | { readonly status: "unsupported" | "not_installed" | "unavailable" }
  /** The person said no, and only the browser's own settings change that. */
  | { readonly status: "blocked" }
  | { readonly status: "off" }
  | { readonly status: "on"; readonly device: Device }
  | { readonly status: "failed"; readonly error: unknown };

export type Push<Device> = {
  readonly state: Readable<PushState<Device>>;
  /** How it stands. A browser that is subscribed is told to the server anew: for this person, in their language. */
  look(): Promise<void>;
  /** Asks the person; call it from a click. */
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
};

/** Notifications of this browser, for somebody's settings. Nothing happens before `look`. */
export function createPush<Device>(calls: PushCalls<Device>): Push<Device> {
  const state = new Value<PushState<Device>>({ status: "looking" });
  const attempt = async (work: () => Promise<PushState<Device>>): Promise<void> => {
    const support = pushSupport();
    if (support !== "supported") return state.set({ status: support });
    try {
      state.set(await work());
    } catch (error) {
      state.set({ status: "failed", error });
    }
  };
  const registered = async (subscription: PushSubscription): Promise<PushState<Device>> => ({
    status: "on",
    device: await calls.register(describe(subscription)),
  });
  return {
    state,
    look: () =>
      attempt(async () => {
        if (isBlocked()) return { status: "blocked" };
        const key = await calls.key();
        if (key === null) return { status: "unavailable" };
        const existing = await existingSubscription();
        // One of another server's key reaches nobody any more.
        if (existing === null || !isMadeWith(existing, key)) return { status: "off" };
        return registered(existing);
      }),
    turnOn: () =>
      attempt(async () => {
        const key = await calls.key();
        if (key === null) return { status: "unavailable" };
        const subscription = await subscribeBrowser(key);
        if (subscription === null) return { status: isBlocked() ? "blocked" : "off" };
        return registered(subscription);
      }),
    turnOff: () =>
      attempt(async () => {
        const now = state.get();
        // The server first: a browser that is gone from there is not written to in any case.
        if (now.status === "on") await calls.remove(now.device);
        await forgetBrowserPush();
        return { status: "off" };
      }),
  };
}

/** This browser is subscribed no more: whoever comes next is asked anew. */
export async function forgetBrowserPush(): Promise<void> {
  if (pushSupport() !== "supported") return;
  await (await existingSubscription())?.unsubscribe();
}
