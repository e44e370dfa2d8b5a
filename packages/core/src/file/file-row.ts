import { type Attachment, flatWaveform } from "@relais/protocol";
import type { Selectable } from "kysely";
import type { File } from "../database/generated/schema.ts";
import type { Scoped } from "../database/scope.ts";
import type { Part } from "./means.ts";

export type FileRow = Selectable<File>;

/** The parts that make up what has been received. */
export function partsOf({ parts, received_bytes }: FileRow): Part[] {
  return parts.map((offset, index) => ({
    offset,
    bytes: (parts[index + 1] ?? received_bytes) - offset,
  }));
}

export function readFile(tx: Scoped, id: string): Promise<FileRow | undefined> {
  return tx.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst();
}

/** A file that was found good, as the protocol spells it. */
export function attachmentOf(row: FileRow): Attachment {
  const { id, name, type, bytes, width, height, placeholder, duration_ms, waveform } = row;
  if (type === null || bytes === null)
    throw new Error("a file that is not ready has no attachment");
  return {
    id,
    name,
    type,
    bytes,
    width,
    height,
    placeholder,
    ...(duration_ms !== null && {
      voice: { duration_ms, waveform: waveform ?? [...flatWaveform] },
    }),
  };
}
