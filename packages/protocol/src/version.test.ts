import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { caseView } from "./case.ts";
import { conversationState } from "./conversation.ts";
import { closes } from "./close-codes.ts";
import { errors } from "./errors.ts";
import { downFrames } from "./frames/down/index.ts";
import { upFrames } from "./frames/up/index.ts";
import { currentVersion, protocolVersions, snapshotShape } from "./version.ts";

/** What goes over the wire, spelt out: a change of it is a change of the promise to old clients. */
function wireHash(): string {
  const shapes = Object.entries({ ...upFrames, ...downFrames, conversationState }).map(
    ([name, schema]) => [name, z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })],
  );
  const codes = Object.entries(errors).map(([code, { status, retry }]) => [code, status, retry]);
  return createHash("sha256")
    .update(JSON.stringify([shapes, codes, closes]))
    .digest("hex")
    .slice(0, 16);
}

describe("the ledger of protocol versions", () => {
  it("asks for the newest version that it knows", () => {
    expect(Math.max(...protocolVersions)).toBe(currentVersion);
  });

  it("changes with the wire: when this fails, old clients are affected; say so in version.ts", () => {
    expect(wireHash()).toBe("de7fd0b9daa4d451");
  });

  it("names the shape of snapshots: when this fails, write the new name into version.ts", () => {
    const shapes = [conversationState, caseView].map((schema) =>
      z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
    );
    const hash = createHash("sha256").update(JSON.stringify(shapes)).digest("hex").slice(0, 16);
    expect(snapshotShape).toBe(hash);
  });
});
