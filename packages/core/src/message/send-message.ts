import type { ProcedureReference, Sent, StepReference } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { PlannedStep } from "../guidance/append-step.ts";
import { sayWhileGuided } from "../guidance/say.ts";
import { sendToStep } from "../guidance/send-to-step.ts";
import type { MessageItem } from "../journal/writer/item.ts";
import { declareProgress } from "../position/declare-progress.ts";
import { bringStep } from "../procedure/bring-step.ts";
import { takeStep } from "../quick-answer/take-step.ts";
import { prepareMessage } from "./prepare-message.ts";

export type SendMessage = {
  readonly conversation_id: string;
  readonly text: string;
  /** Makes a retry the same message. Without it every call is a new one. */
  readonly client_id: string | null;
  /** The number of the message of the same conversation that it answers. */
  readonly reply_to?: number | null;
  /** Ids of finished uploads of the sender to this conversation; then the text may be empty. */
  readonly attachments?: readonly string[] | undefined;
  /** The one-tap answer that it is; the step that it carries is taken after it. */
  readonly quick_answer?: string | undefined;
  /** People who do the work, named in it: they are told. Only among themselves. */
  readonly mentions?: readonly string[] | undefined;
  /** The case that it is about, where the conversation tells of several. */
  readonly about?: string | undefined;
  /** The step of a guidance that it answers, with its `text` as added words; without a result, that it proves. */
  readonly step?: StepReference | undefined;
  /** The step of a procedure that it brings, whose pictures come with it. */
  readonly planned?: ProcedureReference | undefined;
  /** Comes back in the journal's entry of a plain text that is stored as it was sent. */
  readonly origin?: object | undefined;
};

/**
 * Writes a message: a text, files, or both. Resolves once its transaction is on disk (P1), alike for the first time and
 * for every resend under the same `client_id` (P2).
 *
 * Refuses: text_empty, text_too_long, text_forbidden_character, not_found, forbidden,
 * conversation_closed, client_id_reused, message_not_found, message_deleted, busy, and what `takeFiles`
 * refuses; file_already_sent; invalid_body (`about`). While a guidance is under way a message is an instruction or refused: see
 * `sayWhileGuided`; with a `step` it is that step's: see `confirmStep` and `proveStep`; with `planned` it
 * brings what a procedure shows: see `bringStep`.
 */
export async function sendMessage(core: Core, actor: Actor, message: SendMessage): Promise<Sent> {
  if (message.step !== undefined) return sendToStep(core, actor, message, message.step);
  if (message.planned === undefined) return sendPlain(core, actor, message);
  const brought = await bringStep(core, actor, message, message.planned);
  return sendPlain(core, actor, brought.message, brought.planned);
}

async function sendPlain(
  core: Core,
  actor: Actor,
  message: SendMessage,
  planned?: PlannedStep,
): Promise<Sent> {
  const { roster, row, alreadySent } = await prepareMessage(core, actor, message);
  if (alreadySent !== undefined) return alreadySent;
  const send = roster.guided_id === null ? write : say;
  const sent = await send(core, actor, roster, row, planned);
  // What the people who do the work say among themselves moves nothing.
  if (row.quick_answer !== undefined && roster.internal_of === null) {
    await takeStep(core, actor, roster, row.quick_answer);
    await declareProgress(core, actor, roster, row.quick_answer, sent.created_at);
  }
  return sent;
}

type Row = Omit<MessageItem, "kind" | "settle" | "fail">;

/** What is remembered of a guidance may be old; where the message is written it is not. */
async function write(
  core: Core,
  actor: Actor,
  roster: Roster,
  row: Row,
  planned?: PlannedStep,
): Promise<Sent> {
  try {
    return await new Promise((settle, fail) => {
      core.journal.writer.submit({ ...row, kind: "message", settle, fail });
    });
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== "guidance_active") throw error;
    core.rosters.forget([row.conversation_id]);
    return say(core, actor, roster, row, planned);
  }
}

async function say(
  core: Core,
  actor: Actor,
  roster: Roster,
  row: Row,
  planned?: PlannedStep,
): Promise<Sent> {
  const sent = await sayWhileGuided(core, actor, roster, row, planned);
  if (sent !== undefined) return sent;
  // It has just ended, perhaps through another process.
  core.rosters.forget([row.conversation_id]);
  return write(core, actor, roster, row, planned);
}
