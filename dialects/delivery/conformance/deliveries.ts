import { describe, expect, test } from "vitest";
import { type Caller, deliveries, type Delivery, type Page, type Problem } from "./caller.ts";

export function deliveryListRules(caller: Caller): void {
  const step = (part: "driver" | "client" | "support" | "merchant", id: string, status: string) =>
    caller.post<Delivery & Problem>(part, `${deliveries}${id}/status/`, { status });

  describe("Deliveries", () => {
    test("L4.1: the list is a page of those that the caller may see, filtered by status", async () => {
      const { status, body } = await caller.get<Page<Delivery>>("driver", deliveries);
      expect(status).toBe(200);
      expect(Object.keys(body).toSorted()).toEqual(["count", "next", "previous", "results"]);
      const found = await caller.delivery();
      expect(found).toMatchObject({
        tracking_number: expect.stringMatching(/^LBN\d{6}$/),
        pickup_address: expect.stringContaining("Cocody"),
        delivery_address: expect.stringContaining("Yopougon"),
        driver: { full_name: "Koffi N’Guessan", role: "driver", user_type: "driver" },
        client: { role: "client" },
      });
      const none = await caller.get<Page<Delivery>>("driver", `${deliveries}?status=cancelled`);
      expect(none.body.results).toEqual([]);
      expect((await caller.get("driver", `${deliveries}?page=99`)).status).toBe(404);
      expect((await caller.get("driver", `${deliveries}?page=x`)).status).toBe(400);
    });

    test("L4.2: one is read by its people; a neighbour's is 404", async () => {
      const { id } = await caller.delivery();
      const one = await caller.get<Delivery>("client", `${deliveries}${id}/`);
      expect([one.status, one.body.id]).toEqual([200, id]);
      expect((await caller.get("outsider", `${deliveries}${id}/`)).status).toBe(404);
      expect((await caller.get("driver", `${deliveries}not-an-id/`)).status).toBe(404);
      expect((await caller.call(undefined, "GET", deliveries)).status).toBe(401);
    });

    test("L4.3: the driver and the support take its steps; a client is 403, a step out of order 409", async () => {
      const { id, status } = await caller.delivery();
      expect((await step("client", id, "en_route")).status).toBe(403);
      const unknown = await step("driver", id, "dreaming");
      expect(unknown.status).toBe(400);
      expect(unknown.body.errors).toHaveProperty("status");
      // On a server that was used before it is on its way already.
      const fresh = status === "picked_up";
      const early = fresh ? (await step("driver", id, "delivered")).status : 409;
      expect(early).toBe(409);
      const taken = fresh ? (await step("driver", id, "en_route")).body.status : status;
      expect(taken).toBe("en_route");
      expect((await step("support", id, "picked_up")).status).toBe(409);
      expect(
        (await caller.post("outsider", `${deliveries}${id}/status/`, { status: "failed" })).status,
      ).toBe(404);
    });
  });
}
