import { limits } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import {
  createConversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { keepTyping } from "./keep-typing.ts";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

describe("Keeping who types", () => {
  test("costs nothing for those who send without having typed: that is every message", async () => {
    const transaction = vi.spyOn(core.db, "transaction");
    const keeper = keepTyping(core, "claim");
    const person = { organization_id: newId(), conversation_id: newId(), user_id: newId() };
    keeper.note({ ...person, active: true, case_kind: "request" });
    keeper.note({ ...person, active: false, case_kind: null });
    await keeper.settled();
    expect(transaction).not.toHaveBeenCalled();
    keeper.note({ ...person, active: true, case_kind: "claim" });
    await keeper.settled();
    expect(transaction).toHaveBeenCalledTimes(1);
  });

  test("ends by itself: what is not renewed is not read any more, and goes with the next write", async () => {
    const room = await createConversation(core, database);
    // The view is of claims.
    await database.owner.query("update service_case set kind = 'claim' where id = $1", [
      room.case.id,
    ]);
    const keeper = keepTyping(core, "claim");
    const typed = (user_id: string) => ({
      organization_id: room.organization_id,
      conversation_id: room.id,
      user_id,
      active: true,
      case_kind: "claim",
    });
    const rows = async () => {
      const { rows: found } = await database.owner.query<{ member_id: string; left: number }>(
        `select member_id, extract(epoch from expires_at - now())::float8 as left
         from typing_indicator where conversation_id = $1 order by member_id`,
        [room.id],
      );
      return found;
    };
    const age = (seconds: number) =>
      database.owner.query(
        "update typing_indicator set expires_at = expires_at - make_interval(secs => $2) where conversation_id = $1",
        [room.id, seconds],
      );
    keeper.note(typed(room.customer.id));
    await keeper.settled();
    expect(await rows()).toMatchObject([{ member_id: room.customer.id }]);
    expect((await rows())[0]?.left).toBeLessThanOrEqual(limits.typingSeconds);

    // Typing on puts the end off.
    await age(limits.typingSeconds);
    keeper.note(typed(room.customer.id));
    await keeper.settled();
    expect(await shown()).toEqual([room.customer.full_name]);

    await age(2 * limits.typingSeconds);
    expect(await shown()).toEqual([]);
    keeper.note(typed(room.worker.id));
    await keeper.settled();
    expect(await rows()).toMatchObject([{ member_id: room.worker.id }]);

    async function shown(): Promise<string[]> {
      const { rows: found } = await database.owner.query<{ user_name: string }>(
        "select user_name from claims.typing_indicators where conversation_id = $1",
        [room.id],
      );
      return found.map(({ user_name }) => user_name);
    }
  });
});
