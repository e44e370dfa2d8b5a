import { setTimeout as wait } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import type { Page, Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Comment } from "./caller.ts";

export function commentRules(caller: Caller): void {
  describe("Comments", () => {
    test("T5.1: a comment is answered as the others read it", async () => {
      const { id } = await caller.taken();
      const { status, body } = await caller.say("employee", id, "Il est toujours noir");
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ticket: id,
        auteur: { full_name: "Fatou Sow", role: "employe" },
        message: "Il est toujours noir",
        type_action: "ajout_commentaire",
        numero_etape: null,
        confirme: false,
        resultat: null,
        instruction: null,
      });
      const page = await caller.get<Page<Comment>>("technician", `/api/tickets/${id}/comments/`);
      expect(page.body.results.at(-1)).toEqual(body);
    });

    test("T5.2: pages are counted from 1, the oldest first, and `last` is the last", async () => {
      const { id } = await caller.taken();
      const [taken] = await caller.comments(id);
      expect(taken).toMatchObject({
        type_action: "assignation",
        auteur: { full_name: "Karim Haddad" },
      });
      for (const text of ["un", "deux", "trois", "quatre"]) await caller.say("employee", id, text);
      const texts = async (query: string) =>
        (await caller.comments(id, query)).map(({ message }) => message);
      expect(await texts("?page=2&page_size=2")).toEqual(["deux", "trois"]);
      expect(await texts("?page=last&page_size=2")).toEqual(["quatre"]);
      const path = `/api/tickets/${id}/comments/?page=2&page_size=2`;
      const { body } = await caller.get<Page<Comment>>("employee", path);
      expect(body.count).toBe(5);
      expect(new URL(body.next ?? "").searchParams.get("page")).toBe("3");
      expect(new URL(body.previous ?? "").searchParams.get("page")).toBe("1");
      const beyond = `/api/tickets/${id}/comments?page=4&page_size=2`;
      expect((await caller.get("employee", beyond)).status).toBe(404);
    });

    test("T5.3: during a guidance a technician's comment is an instruction", async () => {
      const { id } = await caller.guided();
      const { body } = await caller.say("technician", id, "Débranchez l’écran.");
      expect(body).toMatchObject({ type_action: "instruction", numero_etape: 1 });
      expect((await caller.say("technician", id, "Rebranchez-le.")).status).toBe(409);
    });

    test("T5.4: during a guidance the employee is told the documented sentence", async () => {
      const { id } = await caller.guided();
      const refused = await caller.post<Problem>("employee", `/api/tickets/${id}/comments/`, {
        message: "Je ne comprends pas",
      });
      expect(refused.status).toBe(409);
      expect(refused.body).toEqual({
        detail: "Vous ne pouvez pas envoyer de messages pendant le mode guidage",
      });
    });

    test("T5.5: the same client_id twice is one comment; with another text it is 409", async () => {
      const { id } = await caller.taken();
      const client_id = randomUUID();
      const first = await caller.say("employee", id, "Une fois", { client_id });
      const again = await caller.say("employee", id, "Une fois", { client_id });
      expect(again.body).toEqual(first.body);
      expect((await caller.say("employee", id, "Autre", { client_id })).status).toBe(409);
      expect(await caller.comments(id)).toHaveLength(2);
    });

    test("T5.6: wrong fields are named; a lie about oneself is 403; nothing is written", async () => {
      const { id } = await caller.taken();
      const path = `/api/tickets/${id}/comments/`;
      const wrong: [object, string][] = [
        [{}, "message"],
        [{ message: 4 }, "message"],
        [{ message: "" }, "message"],
        [{ message: "a\u202eb" }, "message"],
        [{ message: "é".repeat(4_001) }, "message"],
        [{ message: "x", client_id: "no spaces" }, "client_id"],
      ];
      for (const [body, field] of wrong) {
        const answer = await caller.post<Problem>("employee", path, body);
        expect([body, answer.status]).toEqual([body, 400]);
        expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
      }
      for (const lie of [
        { sender_type: "technicien" },
        { user_id: randomUUID() },
        { organization_id: randomUUID() },
      ]) {
        expect((await caller.say("employee", id, "x", lie)).status).toBe(403);
      }
      expect(await caller.comments(id)).toHaveLength(1);
    });

    test("T5.7: a stranger of the organization is 403 everywhere, another organization 404", async () => {
      const { id } = await caller.guided();
      const { body: step } = await caller.instruct(id, "Débranchez l’écran.");
      const calls: [string, string, object?][] = [
        ["GET", `/api/tickets/${id}/`],
        ["GET", `/api/tickets/${id}/comments/`],
        ["POST", `/api/tickets/${id}/comments/`, { message: "x" }],
        ["POST", `/api/tickets/${id}/guidance/start/`],
        ["POST", `/api/tickets/${id}/guidance/instruction/`, { message: "x" }],
        ["POST", `/api/tickets/${id}/guidance/end/`, {}],
        ["POST", `/api/comments/${step.id}/confirm/`, {}],
        ["PATCH", `/api/technician/tickets/${id}/status/`, { statut: "resolu" }],
      ];
      for (const [method, path, body] of calls) {
        const inside = await caller.call("colleague", method, path, body);
        expect([path, inside.status]).toEqual([path, 403]);
        const outside = await caller.call("outsider", method, path, body);
        expect([path, outside.status]).toEqual([path, 404]);
      }
    });

    test("T5.8: what was written elsewhere is there, as text where there is no word for it", async () => {
      const { id } = await caller.taken();
      const found = await caller.get<{ conversation_id: string }>("employee", `/v1/cases/${id}`);
      const path = `/v1/conversations/${found.body.conversation_id}`;
      await caller.post("employee", `${path}/messages`, { text: "Écrit ailleurs" });
      await caller.post("employee", `${path}/positions`, {
        latitude: 14.7,
        longitude: -17.4,
        accuracy_m: 20,
        client_id: randomUUID(),
      });
      const texts = (await caller.comments(id)).slice(1).map(({ message }) => message);
      expect(texts).toEqual(["Écrit ailleurs", "Position partagée\u00a0: 14.7, -17.4"]);
    });

    test("T5.9: the machine speaks the language that was asked for", async () => {
      const { id } = await caller.taken();
      const path = `/api/tickets/${id}/comments/`;
      const read = async (language: string) =>
        (
          await caller.call<Page<Comment>>("employee", "GET", path, undefined, {
            "accept-language": language,
          })
        ).body.results[0]?.message;
      expect(await read("fr")).toBe("Karim Haddad prend votre ticket en charge.");
      expect(await read("en")).toBe("Karim Haddad is taking care of your ticket.");
      const refused = await caller.call<Problem>(
        "employee",
        "POST",
        path,
        {},
        { "accept-language": "en" },
      );
      expect(refused.body.errors?.message).toEqual(["This field is required."]);
    });

    test("T5.10: over the rate of sending it is 429, and says when again", async () => {
      const { id } = await caller.opened();
      for (;;) {
        const burst = await Promise.all(
          Array.from({ length: 50 }, () => caller.say("employee", id, "Encore")),
        );
        const refused = burst.find(({ status }) => status === 429);
        if (refused === undefined) continue;
        const seconds = Number(refused.headers.get("retry-after"));
        expect(seconds).toBeGreaterThanOrEqual(1);
        // What it says holds; and whoever comes next finds this person at rest.
        await wait(seconds * 1_000);
        expect((await caller.say("employee", id, "Et maintenant")).status).not.toBe(429);
        break;
      }
    });
  });
}
