import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

export function draftRules(world: World): void {
  /** Two devices of the customer that want drafts, and everybody else who might hear. */
  async function devices() {
    const { id } = await world.newTalk();
    const phone = await world.connect("customer", { drafts: true });
    const desk = await world.connect("customer", { drafts: true });
    const old = await world.connect("customer");
    const worker = await world.connect("worker", { drafts: true });
    const admin = await world.connect("admin", { drafts: true });
    for (const device of [phone, desk, worker, admin]) await device.next("drafts");
    for (const device of [phone, desk, old, worker, admin]) await device.follow(id);
    const begun = { type: "draft", conversation_id: id, text: "Je suis au", reply_to: 1 } as const;
    return { id, phone, desk, old, worker, admin, begun };
  }

  describe("15. Drafts", () => {
    test("N15.1 whoever asks for drafts is told all of them after welcome, and each change", async () => {
      const { id, phone, begun } = await devices();
      const { draft_revision: revision } = await phone.get("ack", begun);
      const later = await world.connectStream("customer", { drafts: true });
      const { drafts } = await later.next("drafts");
      const { type: _, ...kept } = { ...begun, revision };
      expect(drafts).toContainEqual(kept);
      const other = await world.connect("customer");
      await other.fence();
      expect(other.seen("drafts")).toEqual([]);
      expect(drafts.filter((draft) => draft.conversation_id === id)).toHaveLength(1);
    });

    test("N15.2 it goes to the person's other devices, and not back to the one that wrote it", async () => {
      const { id, phone, desk, old, begun } = await devices();
      const { draft_revision: revision } = await phone.get("ack", begun);
      expect(await desk.next("draft")).toEqual({ ...begun, revision });
      for (const device of [phone, old]) await device.fence();
      expect([...phone.seen("draft"), ...old.seen("draft")]).toEqual([]);
      const cleared = await desk.get("ack", {
        type: "draft",
        conversation_id: id,
        text: "",
        base: revision ?? 0,
      });
      expect(await phone.next("draft")).toMatchObject({
        text: "",
        reply_to: null,
        revision: cleared.draft_revision,
      });
    });

    test("N15.3 the last to arrive is the newest", async () => {
      const { id, phone, desk, begun } = await devices();
      const first = await phone.get("ack", begun);
      await desk.next("draft");
      const second = await desk.get("ack", { ...begun, text: "Non, devant la gare" });
      expect(second.draft_revision).toBeGreaterThan(first.draft_revision ?? 0);
      expect(await phone.next("draft")).toMatchObject({ text: "Non, devant la gare" });
      const third = await world.connect("customer", { drafts: true });
      const { drafts } = await third.next("drafts");
      const own = drafts.filter((draft) => draft.conversation_id === id);
      expect(own.map(({ text }) => text)).toEqual(["Non, devant la gare"]);
    });

    test("N15.4 clearing takes away what the device knew; what it had not seen stays and is told to it", async () => {
      const { id, phone, desk, begun } = await devices();
      const { draft_revision: known } = await phone.get("ack", begun);
      await desk.get("ack", { ...begun, text: "De l’ordinateur" });
      await phone.next("draft");
      const clear = { type: "draft", conversation_id: id, text: "", base: known ?? 0 } as const;
      expect((await phone.get("ack", clear)).draft_revision).toBeUndefined();
      expect(await phone.next("draft")).toMatchObject({ text: "De l’ordinateur" });
    });

    test("N15.5 nobody else hears of it, and it moves no position", async () => {
      const { id, phone, worker, admin, begun } = await devices();
      const { seq } = await worker.follow(id);
      await phone.get("ack", begun);
      for (const other of [worker, admin]) {
        await other.fence();
        expect(other.seen("draft")).toEqual([]);
        expect(JSON.stringify(other.frames)).not.toContain("Je suis au");
      }
      expect((await worker.follow(id)).seq).toBe(seq);
      for (const other of [admin, await world.connect("stranger")]) {
        expect((await other.refusal({ ...begun })).code).toBe("forbidden");
      }
      const outsider = await world.connect("outsider");
      expect((await outsider.refusal({ ...begun })).code).toBe("not_found");
    });

    test("N15.6 one that holds what no message may hold is refused, and too many are", async () => {
      const { phone, begun } = await devices();
      const odd = await phone.refusal({ ...begun, text: "\u202eEnvers" });
      expect(odd).toMatchObject({
        code: "text_forbidden_character",
        fields: { text: expect.any(String) },
      });
      const answers = await Promise.all(Array.from({ length: 60 }, () => phone.ask(begun)));
      const refused = answers.filter((answer) => answer.type === "refused");
      expect(refused[0]).toMatchObject({
        code: "too_many_requests",
        retry_after_ms: expect.any(Number),
      });
    });
  });
}
