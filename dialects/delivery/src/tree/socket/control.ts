import { z } from "zod";

/** What both ends say about the connection itself, by the letter of its protocol. */
const control = z.object({ t: z.literal("c"), d: z.object({ t: z.string() }) });

/** The letter of a text about the connection; undefined for everything else. */
export function controlOf(text: string): string | undefined {
  if (!text.startsWith('{"t":"c"')) return undefined;
  try {
    return control.safeParse(JSON.parse(text)).data?.d.t;
  } catch {
    return undefined;
  }
}

const say = (t: string): string => JSON.stringify({ t: "c", d: { t, d: {} } });

/** `ping` is the client's; `pong` answers it. */
export const letters = { ping: "p", ended: "n", switched: "a" } as const;
export const pong = say("o");
/** Nothing more comes this way: what follows comes by the other one. */
export const ended = say(letters.ended);
/** The other way is there, and may be used. */
export const switched = say(letters.switched);
/** There is nothing that this way belongs to. */
export const reset = say("r");
