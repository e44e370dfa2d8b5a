import type { PushAnswer } from "@relais/core";
import type { FetchMeans } from "../links/judged-address.ts";
import { type PostAnswer, postPublic } from "../links/post-public.ts";

/** A service that has not answered by then is asked another time. */
const patienceMs = 15_000;

export type PushRequest = {
  readonly endpoint: string;
  readonly headers: object;
  readonly body: Buffer | null;
};

/** Hands an encrypted notification to a push service (RFC 8030). Rejects only when `signal` is aborted. */
export async function post(
  means: FetchMeans,
  { endpoint, headers, body }: PushRequest,
  signal: AbortSignal,
): Promise<PushAnswer> {
  return outcomeOf(await postPublic(means, { url: endpoint, headers, body }, patienceMs, signal));
}

function outcomeOf(answer: PostAnswer): PushAnswer {
  if (!answer.came) return notCome[answer.why];
  const { status, pauseMs } = answer;
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  if (status === 429 || status >= 500) return { outcome: "later", afterMs: pauseMs };
  return { outcome: "refused", why: `The service answered ${status}.` };
}

const later: PushAnswer = { outcome: "later", afterMs: null };
const notCome: Record<Extract<PostAnswer, { came: false }>["why"], PushAnswer> = {
  no_destination: { outcome: "refused", why: "Not an address to write to." },
  not_public: { outcome: "refused", why: "The service has no public address." },
  silent: later,
  broken: later,
};
