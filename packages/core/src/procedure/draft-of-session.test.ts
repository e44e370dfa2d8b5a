import type { Attachment, StepResult } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { draftOf } from "./draft-of-session.ts";

const picture: Attachment = {
  id: "0197aaaa-0000-7000-8000-000000000001",
  name: "cosse.jpg",
  type: "image/jpeg",
  bytes: 1,
  width: 1,
  height: 1,
  placeholder: null,
};
const ids = (attachments: readonly Attachment[]) => attachments.map(({ id }) => id);
const given = (text: string, result: StepResult | null, attachments?: Attachment[]) => ({
  text,
  result,
  ...(attachments && { attachments }),
});
const shape = (...list: ReturnType<typeof given>[]) =>
  draftOf(list, null, ids).steps.map(({ text, if_failed }) =>
    if_failed === null ? text : [text, if_failed.steps.map((action) => action.text)],
  );

describe("N26.1: a session becomes a procedure", () => {
  test("N26.1: what went well is one step after another", () => {
    expect(shape(given("a", "done"), given("b", "done"), given("c", null))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("N26.1: what was tried after a failure, until something worked, comes when that step fails", () => {
    expect(
      shape(given("a", "failed"), given("b", "failed"), given("c", "done"), given("d", "done")),
    ).toEqual([["a", ["b", "c"]], "d"]);
    expect(shape(given("a", "done"), given("b", "failed"))).toEqual(["a", "b"]);
  });

  test("N26.1: what explained a step belongs to it, with its pictures and its answer", () => {
    const { steps } = draftOf(
      [given("a", "help", [picture]), given("mieux", "failed", [picture]), given("b", "done")],
      null,
      ids,
    );
    expect(steps).toMatchObject([
      {
        text: "a\nmieux",
        pictures: [picture.id, picture.id],
        if_failed: { steps: [{ text: "b" }] },
      },
    ]);
  });

  test("N26.1: what was deleted, and files that are no pictures, leave no empty step", () => {
    const none = () => [];
    expect(
      draftOf([given("", "done"), given("", "done", [picture]), given("b", "done")], null, none)
        .steps,
    ).toMatchObject([{ text: "b" }]);
  });

  test("N26.1: braces that somebody wrote are no variable", () => {
    expect(shape(given("tapez {{code}}", "done"))).toEqual(["tapez { code }"]);
  });

  test("N26.1: steps that a procedure gave keep its variables; what was said otherwise is kept as said", () => {
    const procedure = {
      id: picture.id,
      version: 1,
      newest: 1,
      title: "Pneu",
      description: "",
      variables: [{ name: "bar", label: "Pression", kind: "number" as const, options: [] }],
      steps: [
        { id: "gonfler", text: "Gonflez à {{bar}}", pictures: [], if_failed: null },
        { id: "fermer", text: "Fermez", pictures: [], if_failed: null },
      ],
      written_by: { id: picture.id, full_name: "Moussa Keïta", role: "worker" as const },
      written_at: "2026-11-22T10:00:00.000Z",
      archived_at: null,
    };
    const { variables, steps } = draftOf(
      [
        { ...given("Gonflez à 2,4", "done"), planned: { step: "gonfler", place: 1 } },
        { ...given("Fermez bien fort", "done"), planned: { step: "fermer", place: 2 } },
      ],
      { procedure, values: { bar: "2,4" } },
      ids,
    );
    expect(variables).toEqual(procedure.variables);
    expect(steps.map(({ text }) => text)).toEqual(["Gonflez à {{bar}}", "Fermez bien fort"]);
  });
});
