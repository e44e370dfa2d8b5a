import type { Attachment, Words } from "@relais/protocol";
import type { Selectable } from "kysely";
import type { ProcedurePicture } from "../database/generated/schema.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

export type PictureRow = Selectable<ProcedurePicture>;

/** Pictures of procedures by their ids; what is not one is left out. */
export async function readPictures(
  tx: Scoped,
  ids: readonly string[],
): Promise<Map<string, Attachment>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("procedure_picture")
    .selectAll()
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, pictureOf(row)]));
}

export function pictureOf(row: PictureRow): Attachment {
  const { id, name, type, bytes, width, height, placeholder } = row;
  return { id, name, type, bytes, width, height, placeholder };
}

/** Pictures that a version shows are kept for good. Refuses: invalid_body, when one is not there. */
export async function keepPictures(tx: Scoped, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const wanted = new Set(ids);
  const { numUpdatedRows } = await tx
    .updateTable("procedure_picture")
    .set({ kept: true })
    .where("id", "in", [...wanted])
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(wanted.size)) {
    throw new RefusedError("invalid_body", { fields: { steps: gone } });
  }
}

const gone: Words = say(
  "Une image n’est plus là. Ajoutez-la de nouveau.",
  "A picture is not there any more. Add it again.",
);
