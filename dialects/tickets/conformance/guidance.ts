import { describe, expect, test } from "vitest";
import type { Caller, Comment } from "./caller.ts";
import { png } from "./picture.ts";

export function guidanceRules(caller: Caller): void {
  describe("Guidance", () => {
    test("T4.1: it is started once, by a technician", async () => {
      const { id } = await caller.taken();
      expect((await caller.start(id, "employee")).status).toBe(403);
      expect((await caller.start(id, "colleague")).status).toBe(403);
      expect((await caller.start(id, "outsider")).status).toBe(404);
      const started = await caller.start(id);
      expect(started.status).toBe(201);
      expect(started.body).toMatchObject({
        ticket: id,
        guidage_actif: true,
        comment: { ticket: id, type_action: "guidage_debut", auteur: { role: "technicien" } },
      });
      expect((await caller.start(id)).status).toBe(409);
      expect((await caller.comments(id)).at(-1)).toEqual(started.body.comment);
    });

    test("T4.2: steps are numbered over all sessions, one at a time", async () => {
      const { id } = await caller.taken();
      expect((await caller.instruct(id, "Trop tôt")).status).toBe(409);
      await caller.start(id);
      const first = await caller.instruct(id, "Débranchez l’écran.");
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        ticket: id,
        message: "Débranchez l’écran.",
        type_action: "instruction",
        numero_etape: 1,
        confirme: false,
        date_confirmation: null,
        resultat: null,
        instruction: null,
      });
      expect((await caller.instruct(id, "Rebranchez-le.")).status).toBe(409);
      await caller.confirm(first.body.id);
      expect((await caller.instruct(id, "Rebranchez-le.")).body.numero_etape).toBe(2);
      await caller.end(id);
      await caller.start(id);
      expect((await caller.instruct(id, "Allumez-le.")).body.numero_etape).toBe(3);
    });

    test("T4.3: the answer is the instruction; a comment says that it was confirmed, once", async () => {
      const { id } = await caller.guided();
      const { body: instruction } = await caller.instruct(id, "Débranchez l’écran.");
      const confirmed = await caller.confirm(instruction.id, { message: "Étape terminée ✅" });
      expect(confirmed.status).toBe(200);
      expect(confirmed.body).toMatchObject({
        id: instruction.id,
        confirme: true,
        resultat: "fait",
      });
      expect(Date.parse(confirmed.body.date_confirmation ?? "")).not.toBeNaN();
      const comments = await caller.comments(id);
      expect(comments.at(-1)).toMatchObject({
        type_action: "confirmation_etape",
        message: "Étape terminée ✅",
        auteur: { full_name: "Fatou Sow", role: "employe" },
        numero_etape: 1,
        resultat: "fait",
        instruction: instruction.id,
      });
      expect(comments.at(-2)).toEqual(confirmed.body);
      const again = await caller.confirm(instruction.id, { message: "Étape terminée ✅" });
      expect(again).toMatchObject({ status: 200, body: confirmed.body });
      expect(await caller.comments(id)).toHaveLength(comments.length);
    });

    test("T4.4: nobody but the employee confirms", async () => {
      const { id } = await caller.guided();
      const { body } = await caller.instruct(id, "Débranchez l’écran.");
      for (const part of ["technician", "colleague", "admin"] as const) {
        expect((await caller.confirm(body.id, {}, part)).status).toBe(403);
      }
      expect((await caller.confirm(body.id, {}, "outsider")).status).toBe(404);
      const [other] = await caller.comments(id);
      expect((await caller.confirm(other?.id ?? "")).status).toBe(404);
    });

    test("T4.5: a step that failed is closed, and the next may be given", async () => {
      const { id } = await caller.guided();
      const { body } = await caller.instruct(id, "Débranchez l’écran.");
      const failed = await caller.confirm(body.id, { resultat: "echec" });
      expect(failed.body).toMatchObject({ resultat: "echec", confirme: true });
      expect((await caller.instruct(id, "Prenez l’autre câble.")).status).toBe(201);
    });

    test("T4.6: whoever asks for help may write, and answer after all", async () => {
      const { id } = await caller.guided();
      const first = await caller.instruct(id, "Débranchez l’écran.");
      expect((await caller.say("employee", id, "Lequel ?")).status).toBe(409);
      const asked = await caller.confirm(first.body.id, { resultat: "aide" });
      expect(asked.body).toMatchObject({ resultat: "aide", confirme: false });
      const wrote = await caller.say("employee", id, "Lequel ?");
      expect(wrote).toMatchObject({ status: 201, body: { type_action: "ajout_commentaire" } });
      expect((await caller.confirm(first.body.id)).body).toMatchObject({
        resultat: "fait",
        confirme: true,
      });
      const second = await caller.instruct(id, "Rebranchez-le.");
      await caller.confirm(second.body.id, { resultat: "aide" });
      const third = await caller.say("technician", id, "Le câble gris.");
      expect(third.body).toMatchObject({ type_action: "instruction", numero_etape: 3 });
      const closed = (await caller.comments(id)).find((one) => one.id === second.body.id);
      expect(closed?.resultat).toBe("aide");
      expect((await caller.confirm(second.body.id, { resultat: "fait" })).status).toBe(409);
    });

    test("T4.7: a closed step, or one of a session that ended, has no other answer", async () => {
      const { id } = await caller.guided();
      const first = await caller.instruct(id, "Débranchez l’écran.");
      await caller.confirm(first.body.id);
      expect((await caller.confirm(first.body.id, { resultat: "echec" })).status).toBe(409);
      const second = await caller.instruct(id, "Rebranchez-le.");
      await caller.end(id);
      expect((await caller.confirm(second.body.id)).status).toBe(409);
    });

    test("T4.8: a photo confirms and proves", async () => {
      const { id } = await caller.guided();
      const { body } = await caller.instruct(id, "Montrez la prise.");
      const form = new FormData();
      form.append("message", "Voici");
      form.append("photo", new Blob([png], { type: "image/png" }), "prise.png");
      const path = `/api/comments/${body.id}/confirm/`;
      const confirmed = await caller.post<Comment>("employee", path, form);
      expect(confirmed).toMatchObject({ status: 200, body: { confirme: true, resultat: "fait" } });
      const shown = (await caller.comments(id)).flatMap((one) => one.pieces_jointes);
      expect(shown).toHaveLength(1);
      expect((await fetch(shown[0]?.url ?? "")).status).toBe(200);
    });

    test("T4.9: it ends once, and resolves the ticket when that is said", async () => {
      const { id } = await caller.guided();
      const ended = await caller.end(id, { message: "Problème résolu !", resolu: true });
      expect(ended.status).toBe(200);
      expect(ended.body).toMatchObject({
        ticket: id,
        guidage_actif: false,
        comment: { type_action: "guidage_fin", message: "Problème résolu !" },
      });
      expect(await caller.ticket(id)).toMatchObject({ statut: "resolu", guidage_actif: false });
      expect((await caller.end(id)).status).toBe(409);
      const plain = await caller.guided();
      await caller.end(plain.id);
      expect((await caller.ticket(plain.id)).statut).toBe("en cours");
    });

    test("T4.10: the employee may leave, but does not say that it is solved", async () => {
      const { id } = await caller.guided();
      expect((await caller.end(id, { resolu: true }, "employee")).status).toBe(403);
      expect((await caller.ticket(id)).guidage_actif).toBe(true);
      const left = await caller.end(id, { message: "Une urgence" }, "employee");
      expect(left).toMatchObject({
        status: 200,
        body: { comment: { type_action: "guidage_fin", auteur: { role: "employe" } } },
      });
      expect((await caller.ticket(id)).guidage_actif).toBe(false);
    });

    test("T4.11: a status that ends the work ends the guidance first", async () => {
      for (const statut of ["resolu", "annule"]) {
        const { id } = await caller.guided();
        await caller.move(id, statut);
        const actions = (await caller.comments(id)).map(({ type_action }) => type_action);
        expect(actions.slice(-2)).toEqual(["guidage_fin", "changement_statut"]);
        expect((await caller.ticket(id)).guidage_actif).toBe(false);
      }
    });

    test("T4.12: the ticket says whether a guidance is under way, and its step", async () => {
      const { id } = await caller.guided();
      expect(await caller.ticket(id)).toMatchObject({ guidage_actif: true, etape_courante: null });
      await caller.instruct(id, "Débranchez l’écran.");
      expect(await caller.ticket(id)).toMatchObject({ guidage_actif: true, etape_courante: 1 });
      await caller.end(id);
      expect(await caller.ticket(id)).toMatchObject({ guidage_actif: false, etape_courante: null });
    });
  });
}
