import { deliveryRules } from "@relais/dialect-delivery/conformance";
import { claimsRules } from "@relais/dialect-claims/conformance";
import { depannageRules } from "@relais/dialect-depannage/conformance";
import { garageRules } from "@relais/dialect-garage/conformance";
import { ticketsRules } from "@relais/dialect-tickets/conformance";
import { afterAll, describe } from "vitest";
import { reachWorld } from "./target/world.ts";

/** One server for all documented APIs; the one that `CONFORMANCE_URL` names, or a new one. */
const world = await reachWorld();
afterAll(() => world.dispose(), 30_000);

describe("The documented APIs", { timeout: 30_000 }, () => {
  describe("depannage", () => {
    depannageRules(world.baseUrl);
  });
  describe("tickets", () => {
    ticketsRules(world.baseUrl);
  });
  describe("delivery", () => {
    deliveryRules(world.baseUrl);
  });
  describe("claims", () => {
    claimsRules(world.baseUrl);
  });
  describe("garage", () => {
    garageRules(world.baseUrl);
  });
});
