import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Appointment, Caller, Part, Problem } from "./caller.ts";

export function appointmentRules(caller: Caller): void {
  const step = (part: Part, id: string, status: string) =>
    caller.call<Appointment>(part, "PUT", `/api/appointments/${id}/status`, { status });

  describe("Appointments and garages", () => {
    it("G2.1: garages say when they are open and whom to write to", async () => {
      const { body } = await caller.get<{ _id: string }[]>("client", "/api/garages/");
      const userId = await caller.idOf("garage");
      const openingHours = expect.anything();
      expect(body).toContainEqual(expect.objectContaining({ userId, openingHours }));
      const one = await caller.get("client", `/api/garages/${body[0]?._id}`);
      expect(one).toMatchObject({ status: 200, body: body[0] });
      expect((await caller.get("client", `/api/garages/${randomUUID()}`)).status).toBe(404);
      expect((await caller.get("outsider", "/api/garages")).body).toEqual([]);
    });

    it("G2.2: an appointment is asked for; what is wrong is named", async () => {
      const asked = await caller.book();
      const garageId = await caller.idOf("garage");
      const startsAt = "2027-03-01T09:00:00.000Z";
      expect(asked).toMatchObject({ status: "requested", garageId, startsAt, service: "Vidange" });
      const list = await caller.get<Appointment[]>("garage", "/api/appointments");
      expect(list.body.map(({ _id }) => _id)).toContain(asked._id);
      const good = { garageId, startsAt, service: "Freins" };
      const attempts: [object, string][] = [
        [{ ...good, garageId: randomUUID() }, "garageId"],
        [{ ...good, startsAt: "demain" }, "startsAt"],
        [{ ...good, service: "  " }, "service"],
        [{ ...good, vehicle: "a".repeat(121) }, "vehicle"],
      ];
      for (const [body, field] of attempts) {
        const answer = await caller.post<Problem>("client", "/api/appointments", body);
        expect([field, answer.status]).toEqual([field, 400]);
        expect(answer.body.errors).toHaveProperty(field);
      }
    });

    it("G2.3: its steps follow the table", async () => {
      const { _id } = await caller.book();
      expect((await step("garage", _id, "ready")).status).toBe(409);
      for (const status of ["confirmed", "in_progress", "ready", "completed"]) {
        expect(await step("garage", _id, status)).toMatchObject({ status: 200, body: { status } });
      }
      expect((await step("garage", _id, "perdu")).status).toBe(400);
    });

    it("G2.4: the client may cancel until the work has begun, and nothing else", async () => {
      const first = await caller.book();
      expect((await step("client", first._id, "confirmed")).status).toBe(403);
      expect((await step("client", first._id, "cancelled")).status).toBe(200);
      const second = await caller.book();
      await step("garage", second._id, "confirmed");
      await step("garage", second._id, "in_progress");
      expect((await step("client", second._id, "cancelled")).status).toBe(403);
    });

    it("G2.5: what belongs to another organization is not there", async () => {
      const { _id } = await caller.book();
      expect((await step("outsider", _id, "cancelled")).status).toBe(404);
      expect((await step("client", randomUUID(), "cancelled")).status).toBe(404);
    });
  });
}
