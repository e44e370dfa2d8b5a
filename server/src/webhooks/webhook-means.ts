import type { WebhookAnswer, WebhookMeans } from "@relais/core";
import type { Config } from "../config.ts";
import { destinationOf } from "../links/destination.ts";
import { type FetchMeans, systemResolve } from "../links/judged-address.ts";
import { postPublic } from "../links/post-public.ts";
import { isPublicAddress } from "../links/public-address.ts";
import { isIP } from "node:net";

/** A receiver notes what it is told and works on it afterwards. */
const patienceMs = 10_000;

/** How addresses of webhooks are reached: public ones by https, and what the operator named. */
export function webhookMeans(
  { webhooksAllowed }: Pick<Config, "webhooksAllowed">,
  resolve = systemResolve,
  patience = patienceMs,
): WebhookMeans {
  const means: FetchMeans = { resolve, allowed: new Set(webhooksAllowed) };
  const accepts = (address: string): boolean => {
    const destination = destinationOf(address, means.allowed);
    if (destination === null) return false;
    const { url, host, port } = destination;
    if (means.allowed.has(`${host}:${port}`)) return true;
    return url.protocol === "https:" && port === 443 && (isIP(host) === 0 || isPublicAddress(host));
  };
  return {
    accepts,
    async send({ url, headers, body }, signal): Promise<WebhookAnswer> {
      // What the operator allowed yesterday may be forbidden today.
      if (!accepts(url)) return { status: null, failure: "not_public" };
      const request = { url, headers, body: Buffer.from(body) };
      const answer = await postPublic(means, request, patience, signal);
      if (!answer.came) return { status: null, failure: failures[answer.why] };
      return { status: answer.status, failure: null, pauseMs: answer.pauseMs };
    },
  };
}

const failures = {
  no_destination: "not_public",
  not_public: "not_public",
  silent: "timeout",
  broken: "unreachable",
} as const;
