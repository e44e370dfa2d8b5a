import { loadVapidKeys, type PushMeans } from "@relais/core";
import webPush from "web-push";
import type { Config } from "../config.ts";
import { type FetchMeans, systemResolve } from "../links/judged-address.ts";
import { post } from "./post.ts";

/** What a push service takes at most (RFC 8030, 7.2); what lies around the words takes some of it. */
const mostBytes = 3_000;

/** How devices are told things; undefined where the operator wants none of it. */
export async function pushMeans(
  config: Pick<Config, "push" | "publicUrl">,
  target: Parameters<typeof loadVapidKeys>[0],
  resolve = systemResolve,
): Promise<PushMeans | undefined> {
  const { push, publicUrl } = config;
  if (push === undefined) return undefined;
  const keys = push.keys ?? (await loadVapidKeys(target));
  // Whom a push service turns to when something is wrong. It must be an address of either kind.
  const secure = publicUrl?.startsWith("https:") ? publicUrl : undefined;
  const subject = push.contact ?? secure ?? "mailto:relais@localhost.localdomain";
  const means: FetchMeans = { resolve, allowed: new Set(push.allowed) };
  return {
    publicKey: keys.publicKey,
    allowed: means.allowed,
    async send(subscription, notice, { ttl, urgency, topic }, signal) {
      let request: webPush.RequestDetails;
      try {
        request = webPush.generateRequestDetails(subscription, fitting(notice), {
          TTL: ttl,
          urgency,
          topic,
          contentEncoding: "aes128gcm",
          vapidDetails: { subject, ...keys },
        });
      } catch {
        // The library names what is wrong with the keys, and the keys.
        return { outcome: "refused", why: "The device's keys are not usable." };
      }
      return post(means, request, signal);
    },
  };
}

/** As JSON; words that are too many for a push service are cut. */
function fitting(notice: { readonly title: string; readonly body: string }): string {
  const text = JSON.stringify(notice);
  if (Buffer.byteLength(text) <= mostBytes) return text;
  return JSON.stringify({
    ...notice,
    title: notice.title.slice(0, 100),
    body: notice.body.slice(0, 300),
  });
}
