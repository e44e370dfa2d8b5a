import type { Role } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { deactivateAccount, reactivateAccount } from "../account/deactivate-account.ts";
import { assignment, giveEverywhere } from "../assignment/assignment-consumer.ts";
import { reportReach } from "../assignment/report-reach.ts";
import { changeAssignment } from "../assignment/settings.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { newId } from "../ids.ts";
import { listCounters } from "../notification/counters.ts";
import { listNotifications } from "../notification/notices.ts";
import { codeOf, createMember } from "../testing/index.ts";
import { changeStatus } from "./change-status.ts";
import { useHandOver } from "./hand-over.fixture.ts";
import { openCase } from "./open-case.ts";

const { there, say, handTo, become, signedIn, react, expectOut, expectIn } = useHandOver();

describe("P5 N18.8: whoever is given a role that does such work no more", () => {
  test.each<Role>(["customer", "manager", "agent"])(
    "leaves the conversation as a %s, though the case stands in their name",
    async (role) => {
      const former = await become(there.moussa, role);
      await expectOut(former);
      expect(await listCounters(there.core, former)).toEqual([]);
    },
  );

  test("is told of its status no more", async () => {
    const former = await become(there.moussa, "agent");
    await changeStatus(there.core, there.claire, there.room.case.id, { status: "cancelled" });
    await react();
    expect(await listNotifications(there.core, former)).toMatchObject({ notifications: [] });
  });

  test("is back with the role, and the case still theirs", async () => {
    await expectIn(await become(await become(there.moussa, "customer"), "worker"));
  });

  test("is not back once it was handed on meanwhile", async () => {
    const former = await become(there.moussa, "customer");
    await handTo(there.seydou);
    await expectOut(await become(former, "worker"));
  });

  test("keeps what is theirs as a customer", async () => {
    const customer = await become(there.moussa, "customer");
    const own = await openCase(there.core, customer, { kind: "claim", title: "Mon four" });
    const again = await become(await become(customer, "worker"), "customer");
    const { number } = await say(again, "Bonjour", own.conversation_id ?? "");
    expect(number).toBeGreaterThan(0);
  });

  test("leaves what they only took part in as one of the team", async () => {
    const nadia = await createMember(there.database, there.claire.organization_id, "agent");
    const claim = await openCase(there.core, there.awa, { kind: "claim", title: "Four en panne" });
    const talk = claim.conversation_id ?? "";
    await say(nadia, "Bonjour", talk);
    const former = await become(nadia, "worker");
    expect(await codeOf(openConversation(there.core, former, talk))).toBe("forbidden");
    expect(
      (await openConversation(there.core, there.awa, talk)).former.map(({ id }) => id),
    ).toEqual([nadia.id]);
  });

  test("leaves as well if that was so before, or the server stopped in between", async () => {
    await there.database.owner.query(
      "update member set role = 'customer', unsettled = true where id = $1",
      [there.moussa.id],
    );
    await giveEverywhere(there.core);
    await expectOut(await signedIn({ ...there.moussa, role: "customer" }));
  });

  test("leaves as well if it was taken from them before whoever hands it on left", async () => {
    await there.database.owner.query("update member set unsettled = true where id = $1", [
      there.moussa.id,
    ]);
    await there.database.owner.query(
      `update service_case set assignee_id = $2, former_assignee_ids = array[$3::uuid] where id = $1`,
      [there.room.case.id, there.seydou.id, there.moussa.id],
    );
    await giveEverywhere(there.core);
    await expectOut(there.moussa);
  });

  test("N24.6: sees it given to others where work is given by rule", async () => {
    await changeAssignment(there.core, there.claire, {
      enabled: true,
      kinds: ["request"],
      capacity: 5,
      away_minutes: 10,
    });
    await reportReach(there.core, newId(), [there.seydou]);
    await become(there.moussa, "customer");
    while ((await assignment.run(there.core, there.claire.organization_id)).more);
    await expectIn(there.seydou);
    expect((await openConversation(there.core, there.awa, there.room.id)).case.assignee?.id).toBe(
      there.seydou.id,
    );
  });
});

describe("P5 N18.8: whoever was deactivated and is active again", () => {
  test("goes on with what is still theirs", async () => {
    await deactivateAccount(there.core, there.claire, there.moussa.id);
    await reactivateAccount(there.core, there.claire, there.moussa.id);
    await expectIn(await signedIn(there.moussa));
  });

  test("reads nothing of what was handed on meanwhile", async () => {
    await deactivateAccount(there.core, there.claire, there.moussa.id);
    await handTo(there.seydou);
    await reactivateAccount(there.core, there.claire, there.moussa.id);
    await expectOut(await signedIn(there.moussa));
  });
});
