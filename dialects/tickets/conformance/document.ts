import { type Page, PlainSocket, type Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Comment, Guidance, Ticket } from "./caller.ts";

const keys = (value: unknown): string[] => Object.keys(value as object).toSorted();

/** The document of this API, from top to bottom: its examples with the texts that it gives. */
export function documentRules(caller: Caller): void {
  describe("The document", () => {
    test("T7.1: a session of guidance, as its four examples have it", async () => {
      const { id } = await caller.taken();
      const started = await caller.post<Guidance>(
        "technician",
        `/api/tickets/${id}/guidance/start/`,
      );
      expect(started).toMatchObject({ status: 201, body: { ticket: id, guidage_actif: true } });

      // « Messages du technicien deviennent automatiquement des instructions », by the socket too.
      const token = await caller.token("employee");
      const socket = await PlainSocket.at(caller.baseUrl, `/ws/ticket/${id}/?token=${token}`);
      await socket.inside();
      const path = `/api/tickets/${id}/guidance/instruction/`;
      const given = await caller.post<Comment>("technician", path, { message: "Redémarrez." });
      expect(given.body).toMatchObject({ type_action: "instruction", numero_etape: 1 });
      const told = await socket.next("comment");
      expect(keys(told)).toEqual(["comment", "type"]);
      expect((told.comment as Comment).id).toBe(given.body.id);

      socket.send({ message: "Puis-je écrire ?" });
      expect(await socket.next("error")).toEqual({
        type: "error",
        message: "Vous ne pouvez pas envoyer de messages pendant le mode guidage",
        client_id: expect.any(String),
      });
      const refused = await caller.post<Problem>("employee", `/api/tickets/${id}/comments/`, {
        message: "Puis-je écrire ?",
      });
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        "Vous ne pouvez pas envoyer de messages pendant le mode guidage",
      ]);

      const confirmed = await caller.post<Comment>(
        "employee",
        `/api/comments/${given.body.id}/confirm/`,
        {
          message: "Étape terminée ✅",
        },
      );
      expect(confirmed).toMatchObject({ status: 200, body: { confirme: true, resultat: "fait" } });
      const updated = await socket.next("instruction_updated");
      expect(keys(updated)).toEqual(["instruction", "type"]);
      expect((updated.instruction as Comment).confirme).toBe(true);
      expect((await caller.comments(id)).at(-1)?.message).toBe("Étape terminée ✅");

      const end = `/api/tickets/${id}/guidance/end/`;
      const ended = await caller.post<Guidance>("technician", end, {
        message: "Problème résolu !",
        resolu: true,
      });
      expect(ended).toMatchObject({ status: 200, body: { ticket: id, guidage_actif: false } });
      expect(ended.body.comment).toMatchObject({
        type_action: "guidage_fin",
        message: "Problème résolu !",
      });
      expect((await caller.ticket(id)).statut).toBe("resolu");
      socket.close();
    });

    test("T7.2: every listed field of a ticket and of a comment is there", async () => {
      const { id } = await caller.taken();
      const ticket = await caller.get<Ticket>("employee", `/api/tickets/${id}/`);
      expect(keys(ticket.body)).toEqual(
        expect.arrayContaining(
          "id numero titre description statut priorite categorie equipement departement employe technicien guidage_actif etape_courante date_creation date_modification date_resolution".split(
            " ",
          ),
        ),
      );
      expect(keys(ticket.body.employe)).toEqual(["full_name", "id", "role"]);
      const page = await caller.get<Page<Comment>>("employee", `/api/tickets/${id}/comments/`);
      expect(keys(page.body)).toEqual(["count", "next", "previous", "results"]);
      expect(keys(page.body.results[0])).toEqual(
        expect.arrayContaining(
          "id ticket auteur message type_action numero_etape confirme date_confirmation resultat instruction date_creation".split(
            " ",
          ),
        ),
      );
      const stats = await caller.get("employee", "/api/tickets/stats/");
      expect(keys(stats.body)).toEqual(
        "total ouvert en_cours resolu ferme annule par_priorite temps_resolution_moyen"
          .split(" ")
          .toSorted(),
      );
    });

    test("T7.3: the way of a ticket is Ouvert → En cours → Résolu → Fermé, in the words of the document", async () => {
      const { id, statut } = await caller.opened();
      expect(statut).toBe("ouvert");
      const taken = await caller.post<Ticket>(
        "technician",
        `/api/technician/tickets/${id}/assign/`,
      );
      expect(taken.body.statut).toBe("en cours");
      for (const next of ["resolu", "ferme"]) {
        expect((await caller.move(id, next)).body.statut).toBe(next);
      }
      const other = await caller.taken();
      expect((await caller.move(other.id, "annule")).body.statut).toBe("annule");
    });
  });
}
