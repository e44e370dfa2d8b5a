import { describe, expect, test } from "vitest";
import type { Caller, Page, Warranty } from "./caller.ts";

export function warrantyRules(caller: Caller): void {
  const record = (body: object = {}, who: Parameters<Caller["post"]>[0] = "operations") =>
    caller.post<Warranty>(who, "warranties", {
      warranty_number: `G-${crypto.randomUUID().slice(0, 12)}`,
      product_name: "Lave-linge Confort",
      customer_name: "Paul Mercier",
      start_date: "2026-01-01",
      end_date: "2030-12-31",
      ...body,
    });

  describe("Warranties", () => {
    test("C5.1: recording one answers it; its customer may be new or known", async () => {
      const first = await record({ serial_number: "SN-1", coverage: "Pièces et main-d’œuvre" });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        product_name: "Lave-linge Confort",
        serial_number: "SN-1",
        customer_name: "Paul Mercier",
        status: "active",
        start_date: "2026-01-01",
        end_date: "2030-12-31",
      });
      const known = await record({ customer_id: first.body.customer_id });
      expect(known.body.customer_id).toBe(first.body.customer_id);
      expect((await record({}, "finance")).status).toBe(403);
    });

    test("C5.2: a number that is taken and an end before the beginning are named", async () => {
      const { body } = await record();
      const taken = await record({ warranty_number: body.warranty_number });
      expect(taken.status).toBe(400);
      expect(taken.body.errors).toHaveProperty("warranty_number");
      expect((await record({ end_date: "2025-01-01" })).body.errors).toHaveProperty("end_date");
      expect((await record({ end_date: "soon" })).body.errors).toHaveProperty("end_date");
      const nobody = await record({ customer_name: undefined });
      expect(nobody.body.errors).toHaveProperty("customer_id");
    });

    test("C5.3: the team reads all of them, filtered; another organization none", async () => {
      const { body } = await record();
      const path = `warranties?customer_id=${body.customer_id}`;
      const found = await caller.get<Page<Warranty>>("finance", path);
      expect(found.body).toMatchObject({ count: 1 });
      expect(found.body.results).toEqual([body]);
      const expired = await caller.get<Page<Warranty>>("finance", `${path}&status=expired`);
      expect(expired.body.count).toBe(0);
      const all = await caller.get<Page<Warranty>>("outsider", "warranties?page_size=100");
      expect((all.body.results ?? []).map(({ id }) => id)).not.toContain(body.id);
    });
  });
}
