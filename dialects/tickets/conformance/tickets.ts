import { randomUUID } from "node:crypto";
import type { Page, Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Ticket } from "./caller.ts";

type Stats = {
  total: number;
  ouvert: number;
  en_cours: number;
  resolu: number;
  par_priorite: Record<string, number>;
  temps_resolution_moyen: number | null;
};

export function ticketRules(caller: Caller): void {
  const create = <Body = Ticket>(body: object) =>
    caller.post<Body>("employee", "/api/tickets/create", body);

  const listed = async (part: "technician" | "colleague" | "admin", query = "") => {
    const path = `/api/technician/tickets/?page_size=100${query}`;
    const { body } = await caller.get<Page<Ticket>>(part, path);
    return body.results.map(({ id }) => id);
  };

  describe("Tickets", () => {
    test("T2.1: a new ticket is open, nobody's, and of the employee's department", async () => {
      const devices = await caller.get<Page<{ id: string }>>("employee", "/api/equipements/");
      const [device] = devices.body.results;
      const { status, body } = await create({
        titre: "L’imprimante ne répond plus",
        description: "Le voyant clignote.",
        categorie: "matériel",
        equipement: device?.id,
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        numero: expect.stringMatching(/^TCK-\d{6}$/),
        titre: "L’imprimante ne répond plus",
        description: "Le voyant clignote.",
        statut: "ouvert",
        priorite: "normal",
        categorie: "Matériel",
        equipement: device?.id,
        employe: { full_name: "Fatou Sow", role: "employe" },
        technicien: null,
        guidage_actif: false,
        etape_courante: null,
        date_resolution: null,
      });
      expect(Date.parse(body.date_creation)).not.toBeNaN();
      expect(await caller.ticket(body.id)).toEqual(body);
    });

    test("T2.2: each priority comes back as it was given", async () => {
      for (const priorite of ["faible", "normal", "urgent", "critique"]) {
        expect((await caller.opened({ priorite })).priorite).toBe(priorite);
      }
    });

    test("T2.3: my tickets are pages, the newest first, by status", async () => {
      await caller.opened();
      const older = await caller.opened();
      const newer = await caller.opened();
      const path = "/api/tickets/my/?statut=ouvert&page_size=2";
      const first = await caller.get<Page<Ticket>>("employee", path);
      expect(first.status).toBe(200);
      expect(first.body.results.map(({ id }) => id)).toEqual([newer.id, older.id]);
      expect(first.body.previous).toBeNull();
      const next = new URL(first.body.next ?? "");
      expect(next.searchParams.get("statut")).toBe("ouvert");
      expect(next.searchParams.get("page")).toBe("2");
      expect((await caller.get("employee", "/api/tickets/my?page=9999")).status).toBe(404);
      const unknown = await caller.get<Problem>("employee", "/api/tickets/my/?statut=perdu");
      expect(unknown.status).toBe(400);
      expect(Object.keys(unknown.body.errors ?? {})).toEqual(["statut"]);
      const outside = await caller.get<Page<Ticket>>("outsider", "/api/tickets/my/");
      expect(outside.body.results).toEqual([]);
    });

    test("T2.4: somebody else's ticket is 403, another organization's 404", async () => {
      const { id } = await caller.taken();
      const path = `/api/tickets/${id}/`;
      expect((await caller.get("technician", path)).status).toBe(200);
      expect((await caller.get("admin", path)).status).toBe(200);
      expect((await caller.get("colleague", path)).status).toBe(403);
      expect((await caller.get("outsider", path)).status).toBe(404);
      expect((await caller.get("employee", `/api/tickets/${randomUUID()}/`)).status).toBe(404);
      expect((await caller.get("employee", "/api/tickets/123/")).status).toBe(404);
    });

    test("T2.5: the numbers follow what happens", async () => {
      const read = async () => (await caller.get<Stats>("employee", "/api/tickets/stats/")).body;
      const before = await read();
      const { id } = await caller.opened({ priorite: "critique" });
      const opened = await read();
      expect(opened.total).toBe(before.total + 1);
      expect(opened.ouvert).toBe(before.ouvert + 1);
      expect(opened.par_priorite.critique).toBe((before.par_priorite.critique ?? 0) + 1);
      await caller.post("technician", `/api/technician/tickets/${id}/assign/`);
      await caller.move(id, "resolu");
      const resolved = await read();
      expect(resolved).toMatchObject({ total: opened.total, resolu: before.resolu + 1 });
      expect(resolved.temps_resolution_moyen).toBeGreaterThanOrEqual(0);
      const none = await caller.get<Stats>("outsider", "/api/tickets/stats/");
      expect(none.body).toMatchObject({ total: 0, temps_resolution_moyen: null });
    });

    test("T2.6: wrong fields are named, and nothing is opened", async () => {
      const count = async () =>
        (await caller.get<Page<Ticket>>("employee", "/api/tickets/my/")).body.count;
      const before = await count();
      const wrong: [object, string][] = [
        [{ description: "x" }, "titre"],
        [{ titre: "" }, "titre"],
        [{ titre: "a\u0000b" }, "titre"],
        [{ titre: "é".repeat(141) }, "titre"],
        [{ titre: "x", description: 4 }, "description"],
        [{ titre: "x", priorite: "haute" }, "priorite"],
        [{ titre: "x", categorie: "Jardinage" }, "categorie"],
        [{ titre: "x", equipement: "12" }, "equipement"],
        [{ titre: "x", equipement: randomUUID() }, "equipement"],
        [{ titre: "x", departement: randomUUID() }, "departement"],
      ];
      for (const [body, field] of wrong) {
        const answer = await create<Problem>(body);
        expect([body, answer.status]).toEqual([body, 400]);
        expect(Object.keys(answer.body.errors ?? {})).toEqual([field]);
      }
      expect(await count()).toBe(before);
      expect((await caller.post("technician", "/api/tickets/create", { titre: "x" })).status).toBe(
        403,
      );
    });

    test("T2.7: the same client_id twice is one ticket", async () => {
      const body = { titre: "Une fois", description: "", client_id: randomUUID() };
      const first = await create(body);
      expect((await create(body)).body).toEqual(first.body);
      expect((await create({ ...body, titre: "Autre" })).status).toBe(409);
    });
  });

  describe("Technicians", () => {
    test("T3.1: those to take and one's own, by status and priority", async () => {
      const waiting = await caller.opened({ priorite: "critique" });
      const mine = await caller.taken();
      expect(await listed("technician")).toEqual(expect.arrayContaining([waiting.id, mine.id]));
      const others = await listed("colleague");
      expect(others).toContain(waiting.id);
      expect(others).not.toContain(mine.id);
      expect(await listed("admin")).toEqual(expect.arrayContaining([waiting.id, mine.id]));
      const critical = await listed("technician", "&statut=ouvert&priorite=critique");
      expect(critical).toContain(waiting.id);
      expect(critical).not.toContain(mine.id);
      expect((await caller.get("employee", "/api/technician/tickets/")).status).toBe(403);
    });

    test("T3.2: of two who take it one wins; again it answers the same", async () => {
      const { id } = await caller.opened();
      const path = `/api/technician/tickets/${id}/assign/`;
      const parts = ["technician", "colleague"] as const;
      const both = await Promise.all(
        parts.map((part) => caller.post<Ticket & Problem>(part, path)),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const won = both.findIndex(({ status }) => status === 200);
      const { body } = both[won] ?? {};
      expect(body).toMatchObject({ statut: "en cours", technicien: { role: "technicien" } });
      expect(both[1 - won]?.body.detail).toContain(body?.technicien?.full_name);
      const again = await caller.post<Ticket>(parts[won] ?? "technician", path);
      expect(again.status).toBe(200);
      expect(again.body.technicien).toEqual(body?.technicien);
    });

    test("T3.3: the status goes one way, and its message is that of the comment", async () => {
      const { id } = await caller.taken();
      expect((await caller.move(id, "ferme")).status).toBe(409);
      const unknown = await caller.call<Problem>(
        "technician",
        "PATCH",
        `/api/technician/tickets/${id}/status/`,
        { statut: "perdu" },
      );
      expect(unknown.status).toBe(400);
      expect(Object.keys(unknown.body.errors ?? {})).toEqual(["statut"]);
      const resolved = await caller.move(id, "resolu", { message: "Câble remplacé" });
      expect(resolved).toMatchObject({ status: 200, body: { statut: "resolu" } });
      expect((await caller.comments(id)).at(-1)).toMatchObject({
        type_action: "changement_statut",
        message: "Câble remplacé",
        auteur: { full_name: "Karim Haddad", role: "technicien" },
      });
      expect((await caller.move(id, "ferme")).body.statut).toBe("ferme");
      expect((await caller.say("employee", id, "Encore une chose")).status).toBe(409);
    });

    test("T3.4: neither the employee nor another technician moves it", async () => {
      const { id } = await caller.taken();
      const path = `/api/technician/tickets/${(await caller.opened()).id}/assign/`;
      expect((await caller.post("employee", path)).status).toBe(403);
      expect((await caller.post("outsider", path)).status).toBe(404);
      for (const part of ["employee", "colleague"] as const) {
        expect((await caller.move(id, "resolu", {}, part)).status).toBe(403);
      }
      expect((await caller.move(id, "resolu", {}, "outsider")).status).toBe(404);
      expect((await caller.ticket(id)).statut).toBe("en cours");
    });

    test("T3.5: when it was resolved is kept", async () => {
      const { id } = await caller.taken();
      const resolved = await caller.move(id, "resolu");
      const at = resolved.body.date_resolution;
      expect(Date.parse(at ?? "")).not.toBeNaN();
      expect((await caller.move(id, "ferme")).body.date_resolution).toBe(at);
    });
  });
}
