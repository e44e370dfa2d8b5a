import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { DownFrames } from "@relais/protocol";
import type { Socket } from "../peers/socket.ts";

const page = new URL("../../../docs/protocol/README.md", import.meta.url);

type Row = { code: number; reconnect: boolean; pause: boolean };

/** The table of N8.3, read from the page itself: what is published is what is tested. */
function readTable(): Map<string, Row> {
  const rows = readFileSync(page, "utf8").matchAll(
    /^\| (\d{4}) \| (\w+)[^|]*\| (yes|no)([^|]*)\|$/gm,
  );
  return new Map(
    [...rows].map(([, code, reason = "", reconnect, rest = ""]) => [
      reason,
      { code: Number(code), reconnect: reconnect === "yes", pause: rest.includes("after_ms") },
    ]),
  );
}

export const closesTable = readTable();

/** The server says goodbye with this reason, then closes with its code (N8.2, N8.3). */
export async function expectGoodbye(socket: Socket, reason: string): Promise<DownFrames["bye"]> {
  const row = closesTable.get(reason);
  const bye = await socket.next("bye");
  expect(bye).toMatchObject({ reason, code: row?.code, reconnect: row?.reconnect });
  if (row?.pause) expect(bye.after_ms).toBeGreaterThan(0);
  expect((await socket.closed()).code).toBe(row?.code);
  return bye;
}
