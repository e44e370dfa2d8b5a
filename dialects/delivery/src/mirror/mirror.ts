import {
  addressOfFile,
  type Consumer,
  type Core,
  reactOutside,
  readRoomState,
  type RoomNews,
  type RoomState,
} from "@relais/core";
import type { Language } from "@relais/protocol";
import { held, messageNode, metadataNode, type Words } from "../tree/projection.ts";
import { kinds } from "../words.ts";
import type { ServiceAccount } from "./access-token.ts";
import { FirebaseDatabase, UselessError } from "./firebase-database.ts";

export type MirrorOptions = {
  readonly databaseUrl: string;
  readonly account: ServiceAccount;
  /** Under which files of this server are reached. */
  readonly origin: string;
  readonly language: Language;
};

/** Rooms that are brought at once: each is one request, and one room's are never two. */
const atOnce = 4;
/** Messages before those of the tree that are taken away, so that nothing stays that came in a run together. */
const sweep = 100;

/**
 * Keeps the tree in a Firebase database as it is here: a reaction to the journal with a cursor of its own. What is
 * written is how things stand now, so that a repetition changes nothing and no order can be wrong.
 */
export function firebaseMirror(options: MirrorOptions): Consumer {
  const database = new FirebaseDatabase(options.databaseUrl, options.account);
  const name = "firebase_mirror";
  return {
    name,
    // Whoever looks at it does so in another database.
    awaited: () => true,
    run: (core, organizationId) =>
      reactOutside(core, organizationId, {
        name,
        kinds,
        bring: (id, news) => bring(core, database, options, id, news),
      }),
  };
}

async function bring(
  core: Core,
  database: FirebaseDatabase,
  options: MirrorOptions,
  organization_id: string,
  news: readonly RoomNews[],
): Promise<void> {
  const { language, origin } = options;
  const words: Words = {
    language,
    kindOf: (name) => core.kinds.get(name),
    addressOf: (id) => origin + addressOfFile(core, { organization_id, id }),
  };
  const waiting = [...news];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const wanted = { count: held, older: sweep };
      const state = await readRoomState(core, organization_id, one.conversation_id, wanted);
      if (state === undefined) continue;
      try {
        await database.patch(`chats/${one.conversation_id}`, patchOf(state, one, words));
      } catch (error) {
        if (!(error instanceof UselessError)) throw error;
        core.log.error(
          { err: error, conversation: one.conversation_id },
          "A room cannot be mirrored; the others are.",
        );
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const one of done) if (one.status === "rejected") throw one.reason;
}

/** Everything of a room that the news concern, by the places below it. */
export function patchOf(
  { room, messages, times, older }: RoomState,
  { numbers, read }: Pick<RoomNews, "numbers" | "read">,
  words: Words,
): Record<string, unknown> {
  const touched = new Set(numbers);
  const patch: Record<string, unknown> = { metadata: metadataNode(room, words) };
  for (const message of messages) {
    const place = `messages/${message.id}`;
    const readAt = times.get(message.number) ?? null;
    if (touched.has(message.number)) {
      patch[place] = messageNode(message, readAt, words);
    } else if (read && readAt !== null) {
      patch[`${place}/is_read`] = true;
      patch[`${place}/read_at`] = readAt;
    }
  }
  if (numbers.length > 0) for (const id of older) patch[`messages/${id}`] = null;
  return patch;
}
