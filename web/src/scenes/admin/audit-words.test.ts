import type { AuditEntry } from "@relais/client/admin";
import { auditAction } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { overwriteGetLocale } from "../../paraglide/runtime.js";
import { changesOf } from "./audit-values.ts";
import { sentenceOf } from "./audit-words.ts";

const titles = {
  role: (name: string) => `le rôle ${name}`,
  kind: (name: string) => `le type ${name}`,
};
const entry = (action: string, name: string | null): AuditEntry => ({
  id: "01900000-0000-7000-8000-000000000001",
  at: "2026-03-02T09:41:00.000Z",
  // A newer server may write down what this list has not.
  action: action as AuditEntry["action"],
  actor: { id: "01900000-0000-7000-8000-000000000002", full_name: "Claire Diallo" },
  subject: name === null ? null : { id: "x", name },
  address: null,
  before: null,
  after: null,
});
const say = (action: string, name: string | null) => sentenceOf(entry(action, name), titles.kind);

describe.each(["fr", "en"] as const)("in %s", (language) => {
  it.each(auditAction.options)(
    "N33.5: %s is told as a sentence, without its name in the API",
    (action) => {
      overwriteGetLocale(() => language);
      const sentence = say(action, "Froid");
      expect(sentence).toMatch(/^\p{Lu}.* .* /u);
      expect(sentence).not.toContain(
        action.split(".")[1]?.includes("_") ? action.split(".")[1] : action,
      );
      expect(sentence).toMatch(/Claire Diallo|Froid|plateforme|platform/);
    },
  );
});

describe("a sentence of the log", () => {
  it("says who did what to what", () => {
    overwriteGetLocale(() => "fr");
    expect(say("department.archived", "Froid")).toBe(
      "Claire Diallo a archivé le département «\u202fFroid\u202f»",
    );
    overwriteGetLocale(() => "en");
    expect(say("department.archived", "Cooling")).toBe(
      "Claire Diallo archived the department “Cooling”",
    );
  });

  it("is whole without a name, and of what nobody of the organization did", () => {
    overwriteGetLocale(() => "fr");
    expect(say("invitation.made", "")).toBe("Claire Diallo a invité quelqu’un");
    expect(sentenceOf({ ...entry("account.created", "Awa"), actor: null }, titles.kind)).toBe(
      "Le système a créé le compte de Awa",
    );
    expect(say("quick_answers.reset", "request")).toContain("le type request");
  });

  it("can be read though its action is not known here yet", () => {
    overwriteGetLocale(() => "fr");
    expect(say("room.moved_away", "x")).toBe("Claire Diallo\u202f: room moved away");
    expect(say("constructor", "x")).toBe("Claire Diallo\u202f: constructor");
  });
});

describe("what became of it", () => {
  const lines = (before: AuditEntry["before"], after: AuditEntry["after"]) =>
    changesOf({ before, after }, titles);

  it("is told in words, from what to what", () => {
    overwriteGetLocale(() => "fr");
    expect(lines({ role: "agent" }, { role: "manager" })).toEqual([
      "Rôle\u202f: le rôle agent → le rôle manager",
    ]);
    expect(lines({ department: null }, { department: "Froid" })).toEqual([
      "Département\u202f: – → Froid",
    ]);
    expect(lines(null, { away: true, kinds: ["claim"], skills: [] })).toEqual([
      "Absent\u202f: oui",
      "Types de dossiers\u202f: le type claim",
    ]);
    expect(lines({ email: "awa@relais.test" }, null)).toEqual([
      "Adresse e-mail\u202f: awa@relais.test",
    ]);
    expect(lines(null, { weekly: ["1 08:00–12:00"], closed_days: ["2026-12-25"] })).toEqual([
      "Semaine\u202f: lun. 08:00–12:00",
      "Jours fermés\u202f: 25 décembre 2026",
    ]);
  });

  it("can be read though its field is not known here yet", () => {
    overwriteGetLocale(() => "en");
    expect(lines(null, { quiet_hours: 3, toString: "x" })).toEqual([
      "quiet hours: 3",
      "toString: x",
    ]);
  });
});
