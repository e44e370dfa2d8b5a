import { sql } from "kysely";
import { expect, test } from "vitest";
import { folded } from "../database/like.ts";
import { inOrganization } from "../database/scope.ts";
import { createMember, createOrganization, startTestDatabase, testCore } from "../testing/index.ts";
import { findCases } from "./find-cases.ts";
import { openCase } from "./open-case.ts";

test("what the database keeps of a title for searches is what a search makes of its words", async () => {
  const database = await startTestDatabase();
  const core = await testCore(database);
  try {
    const organization = await createOrganization(database);
    const awa = await createMember(database, organization, "customer");
    const worker = await createMember(database, organization, "worker");
    const marks = Array.from({ length: 0x70 }, (_, index) => String.fromCodePoint(0x300 + index));
    const titles = [
      "ÉLÉVATEUR À GAUCHE, cœur Œuvre ŒUF",
      "Ñandú İstanbul straße ﬁn ½ ＡＢ",
      `Tiếng Việt ${marks.map((mark) => `a${mark}`).join("")}`,
    ];
    const opened = [];
    for (const title of titles) opened.push(await openCase(core, awa, { kind: "request", title }));
    const { rows } = await inOrganization(core.db, organization, (tx) =>
      sql<{ kept: string; made: string }>`
        select title_folded as kept, ${folded("title")} as made from service_case`.execute(tx),
    );
    expect(rows).toHaveLength(3);
    for (const { kept, made } of rows) expect(kept).toBe(made);

    const [first] = opened;
    const found = async (q: string) =>
      (await findCases(core, worker, { q })).cases.map(({ id }) => id);
    expect(await found("elevateur oeuf")).toEqual([first?.id]);
    // What is erased after its time is found no more.
    await database.owner.query("update service_case set title = 'Portière' where id = $1", [
      first?.id,
    ]);
    expect(await found("elevateur")).toEqual([]);
    expect(await found("PORTIERE")).toEqual([first?.id]);
  } finally {
    await core.close();
    await database.stop();
  }
});
