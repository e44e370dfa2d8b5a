import { type Actor, getCase, readProgress, RefusedError } from "@relais/core";
import { ConversationSession, type SessionOptions } from "@relais/dialect";
import type { Link } from "@relais/realtime";
import { kind, names, sentences } from "../words.ts";
import { schemaOf } from "./from-wire.ts";
import type { Room } from "./room.ts";

/** One socket of this API, for one person at one ticket. */
export class Session extends ConversationSession<Room> {
  constructor(link: Link, options: SessionOptions<Room>) {
    super(link, options, { client: "tickets", names, sentences });
  }

  protected override async find(actor: Actor): Promise<string> {
    const { core, id } = this.options;
    const theCase = await getCase(core, actor, id);
    if (theCase.kind !== kind || theCase.conversation_id === null) {
      throw new RefusedError("not_found");
    }
    const progress = await readProgress(core, actor, [theCase]);
    this.room.knowDone(progress.get(id)?.done_at ?? null);
    return theCase.conversation_id;
  }

  protected override take(value: unknown): void {
    const said = this.fitting(schemaOf(value), value);
    if (said === undefined) return;
    if ("is_typing" in said) this.type(said.is_typing);
    else this.send(said.message, said.client_id);
  }
}
