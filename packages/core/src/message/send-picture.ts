import { isPictureAddress, pictureText, type Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { checkWords } from "./check-words.ts";
import { sendApart } from "./send-apart.ts";

export type SendPicture = {
  readonly conversation_id: string;
  /** Where it lies. It is never fetched by the server. */
  readonly address: string;
  readonly words?: string | undefined;
  readonly client_id: string | null;
};

/**
 * Writes that there is a picture elsewhere, as a message whose text is its address and what is said about it.
 *
 * Refuses: invalid_body (`address`), text_too_long, text_forbidden_character, not_found, forbidden,
 * conversation_closed, client_id_reused, conflict.
 */
export async function sendPicture(
  core: Core,
  actor: Actor,
  { conversation_id, address, words, client_id }: SendPicture,
): Promise<Sent> {
  const roster = await writableRoster(core, actor, conversation_id);
  if (!isPictureAddress(address)) {
    throw new RefusedError("invalid_body", {
      fields: {
        address: say("Donnez une adresse https complète.", "Give a complete https address."),
      },
    });
  }
  const text = pictureText(address, checkWords(words));
  return sendApart(core, actor, roster, { kind: "picture", text, client_id });
}
