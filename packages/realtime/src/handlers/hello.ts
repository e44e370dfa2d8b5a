import {
  type Actor,
  type Core,
  identifyByKey,
  isApiKey,
  RefusedError,
  redeemTicket,
  type VerifiedAccess,
} from "@relais/core";
import {
  type CloseReason,
  type DownFrame,
  limits,
  oneOf,
  protocolVersions,
  type UpFrames,
} from "@relais/protocol";
import type { Connection, Identity } from "../connections/connection.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Realm } from "../realm.ts";
import { followCases } from "../streams/follow-cases.ts";
import { followConversation } from "../streams/follow-conversation.ts";
import { tellDrafts } from "./draft.ts";
import type { Handler } from "./handler.ts";
import { refuseFor } from "./refuse.ts";

/**
 * The first frame: authenticates, then resumes everything that was followed. Each conversation is
 * answered for itself; one that is refused does not hinder the others.
 */
export const onHello: Handler<"hello"> = async (realm, connection, frame) => {
  if (connection.greeted) throw new RefusedError("already_signed_in");
  // A misshapen field, not a credential that does not hold: the right hello may still come.
  if ((frame.token === undefined) === (frame.ticket === undefined)) {
    throw new RefusedError("invalid_body", {
      fields: {
        token: {
          fr: "Donnez token ou ticket, l’un des deux.",
          en: "Give either token or ticket.",
        },
      },
    });
  }
  connection.greeted = true;
  connection.language = frame.language ?? "fr";
  if (!protocolVersions.some((version) => version === frame.version)) {
    connection.refuse("version_unsupported", {
      fields: { version: oneOf(protocolVersions.map(String)) },
    });
    connection.close("version_unsupported");
    return;
  }
  try {
    connection.identity = await identify(realm, frame);
  } catch (error) {
    refuseFor(realm, connection, error);
    connection.close(reasonOf(error));
    return;
  }
  // The socket may have gone while the token was being checked.
  if (connection.closed) return;
  const { actor, expiresAt } = connection.identity;
  connection.focused = frame.focused ?? false;
  connection.counts = frame.counts ?? false;
  realm.registry.identify(connection, actor.id);
  if (frame.brief && connection.transport.speakBriefly !== undefined) {
    connection.transport.speakBriefly();
    connection.brief = true;
  }
  const { epoch } = realm.core.journal;
  const welcome = EncodedFrame.of(welcoming(connection, frame.version, actor, expiresAt, epoch));
  // What it has is of a journal that is gone.
  const foreign = frame.epoch !== undefined && frame.epoch !== epoch;
  // Whoever comes back is mostly brought up to date with it.
  if (frame.cases === undefined && (frame.subscriptions ?? []).length === 0)
    connection.enqueue(welcome);
  else connection.enqueueAhead(welcome);
  realm.presence.changed(actor.id);
  if (frame.cases !== undefined)
    resume(realm, connection, followCases(realm, connection, foreign ? {} : frame.cases));
  if (frame.drafts && actor.guest === undefined)
    resume(realm, connection, tellDrafts(realm, connection, actor));
  for (const standing of frame.subscriptions ?? []) {
    const { conversation_id } = standing;
    const from = foreign ? { conversation_id } : standing;
    resume(realm, connection, followConversation(realm, connection, from), conversation_id);
  }
};

function reasonOf(error: unknown): CloseReason {
  // A failure of ours says nothing about the token.
  if (!(error instanceof RefusedError)) return "internal";
  return error.code === "organization_suspended" ? error.code : "unauthenticated";
}

function resume(
  realm: Realm,
  connection: Connection,
  following: Promise<void>,
  conversationId?: string,
): void {
  following.catch((error: unknown) => refuseFor(realm, connection, error, { conversationId }));
}

/** Checks the token, the API key or the one-time ticket, and that the sign-in behind it has not ended. */
export async function identify(
  realm: Realm,
  given: Pick<UpFrames["hello"], "token" | "ticket">,
): Promise<Identity> {
  const { core } = realm;
  const verified = await verify(core, given);
  if (!(await core.signIns.check(verified.actor))) throw new RefusedError("token_invalid");
  // Last: whoever is let in from here on is found when the news of a suspension comes.
  core.suspensions.refuse(verified.actor.organization_id);
  return { actor: verified.actor, expiresAt: verified.expires_at.getTime() };
}

async function verify(
  core: Core,
  { token, ticket = "" }: Pick<UpFrames["hello"], "token" | "ticket">,
): Promise<VerifiedAccess> {
  if (token === undefined) return redeemTicket(core, ticket);
  return isApiKey(token) ? identifyByKey(core, token) : core.accessTokens.verify(token);
}

function welcoming(
  connection: Connection,
  version: number,
  actor: Actor,
  expiresAt: number,
  epoch: string,
): DownFrame {
  return {
    type: "welcome",
    version,
    connection_id: connection.id,
    user: { id: actor.id, full_name: actor.full_name, role: actor.role },
    server_time: new Date().toISOString(),
    epoch,
    token_expires_at: new Date(expiresAt).toISOString(),
    heartbeat_ms: limits.heartbeatMilliseconds,
    typing_ms: limits.typingSeconds * 1_000,
    limits: { text_characters: limits.textCharacters, frame_bytes: limits.frameBytes },
  };
}
