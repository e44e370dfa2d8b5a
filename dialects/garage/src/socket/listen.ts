import { RefusedError, toRefusal as refusalOf } from "@relais/core";
import { readFields } from "@relais/dialect";
import type { Language } from "@relais/protocol";
import type { Socket } from "socket.io";
import { toRefusal } from "../refuse.ts";
import { Refused } from "./calls.ts";
import { type WireEvents, wireEvents } from "./from-wire.ts";
import type { Session } from "./session.ts";

/** Events of one client that are worked on at once. */
const atOnce = 20;

type Work = { [Name in keyof WireEvents]: (input: WireEvents[Name]) => Promise<object> };

/** Hears what a client says; each event is acknowledged, where the client asks for it. */
export function listen(socket: Socket, session: Session, language: Language): void {
  let working = 0;
  const work: Work = {
    "join-room": (target) => session.join(target),
    "send-message": (input) => session.send(input),
    typing: (input) => session.type(input),
    "mark-read": (input) => session.markRead(input),
  };
  const hear = async <Name extends keyof WireEvents>(
    name: Name,
    value: unknown,
  ): Promise<object> => {
    if (working >= atOnce) return refused(new RefusedError("too_many_requests"), language);
    working += 1;
    try {
      // Read by the schema of this very name.
      const input = readFields(wireEvents[name], value) as WireEvents[Name];
      return { ok: true, ...(await work[name](input)) };
    } catch (error) {
      return refused(error, language);
    } finally {
      working -= 1;
    }
  };
  for (const name of Object.keys(wireEvents) as (keyof WireEvents)[]) {
    socket.on(name, async (...values: unknown[]) => {
      const last = values.at(-1);
      const answer = await hear(name, values[0]);
      if (typeof last === "function") last(answer);
    });
  }
}

function refused(error: unknown, language: Language): object {
  const said: Parameters<typeof toRefusal>[0] =
    error instanceof Refused ? error : refusalOf(error, language);
  const { message, errors } = toRefusal(said);
  return { ok: false, error: message, ...(errors !== undefined && { errors }) };
}
