// @vitest-environment happy-dom
import type { CaseView, TimelineEntry } from "@relais/client";
import { FakeRefusal } from "@relais/client/testing";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { CaseList, CaseTimeline } from "../index.ts";
import { settle, usePage } from "../testing/stage.fixture.tsx";

const stage = usePage();

const entry = (revision: number, to: string): TimelineEntry => ({
  id: `entry ${revision}`,
  revision,
  at: `2026-03-01T10:0${revision}:00.000Z`,
  actor: null,
  subject: "status",
  field: null,
  from: null,
  to,
  reason: null,
  note: null,
  internal: false,
  told_at: null,
});

describe("CaseList", () => {
  it("puts what is under way before what has ended, and says where each stands", async () => {
    stage.server.addCase({ title: "Pneu à plat", status: "done" });
    stage.server.addCase({ title: "Batterie à plat" });
    await stage.show(<CaseList language="fr" />);
    expect(stage.texts("h3")).toEqual(["En cours", "Passés"]);
    expect(stage.texts("strong")).toEqual(["Batterie à plat", "Pneu à plat"]);
    expect(stage.texts(".relais-state")).toEqual(["En attente", "Terminée"]);
  });

  it("hands over the case that is chosen, and marks the one that is open", async () => {
    const { id } = stage.server.addCase({ title: "Batterie à plat" });
    const opened: CaseView[] = [];
    await stage.show(<CaseList language="fr" chosen={id} onOpen={(one) => opened.push(one)} />);
    await stage.press("Batterie à plat");
    expect(opened.map((one) => one.id)).toEqual([id]);
    expect(stage.page.querySelectorAll("[aria-current=true]")).toHaveLength(1);
  });

  it("says plainly that there is none", async () => {
    await stage.show(<CaseList language="en" />);
    expect(stage.texts(".relais-quiet")).toEqual(["No case at the moment."]);
  });
});

describe("CaseTimeline", () => {
  it("shows how far a case has come and what happened, and the next step when it is taken", async () => {
    const subject = stage.server.addCase({ title: "Batterie à plat" });
    let entries = [entry(1, "open")];
    stage.server.answerHttp(`GET /v1/cases/${subject.id}/timeline`, () => ({
      entries,
      revision: entries.length,
      has_more: false,
    }));
    await stage.show(<CaseTimeline id={subject.id} language="fr" />);
    expect(stage.texts("[aria-current=step]").join()).toContain("En attente, en cours");
    // The call that brings them is loaded when it is first made.
    const changes = async () => {
      await settle();
      return stage.texts(".relais-changes li");
    };
    await expect.poll(changes).toHaveLength(1);
    entries = [...entries, entry(2, "en_route")];
    await act(
      async () => void stage.server.addCase({ ...subject, status: "en_route", revision: 9 }),
    );
    await settle();
    expect(stage.texts("[aria-current=step]").join()).toContain("arrive");
    expect(stage.texts(".relais-changes li")).toHaveLength(2);
  });

  it("P5: says in words that a case is not for the viewer", async () => {
    const id = stage.server.nextId();
    stage.server.answerHttp(`GET /v1/cases/${id}`, () => {
      throw new FakeRefusal("not_found");
    });
    await stage.show(<CaseTimeline id={id} language="fr" />);
    expect(stage.texts("[role=alert] strong")).toEqual(["Ce dossier n’est pas accessible"]);
  });
});
