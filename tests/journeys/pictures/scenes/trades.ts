import type { CaseView } from "@relais/client";
import type { Anyone } from "../people.ts";
import type { Scene } from "../stage.ts";

/** A page of somebody's, once it has its title and what it lists. */
const page = (name: string, who: Anyone, path: string): Scene => ({
  name,
  async take(stage) {
    const seen = await stage.at(who, path);
    await seen.getByRole("heading", { level: 1 }).first().waitFor();
    await seen.locator("main li, main h2").first().waitFor();
    await stage.picture(seen, name);
  },
});

/** The pages that the people of each trade know by an address. */
export const trades: readonly Scene[] = [
  page("trade--appointments", "client@garage.demo", "/app/appointments"),
  page("trade--garage-messages", "client@garage.demo", "/app/messages"),
  page("trade--garage-dashboard", "garagiste@garage.demo", "/garage"),
  page("trade--claims", "nadia", "/claims"),
  page("trade--tickets-employee", "employe@tickets.demo", "/tickets"),
  page("trade--tickets-technician", "technicien@tickets.demo", "/tickets"),
  page("trade--deliveries", "koffi", "/deliveries"),
  page("trade--rooms", "koffi", "/deliveries/messages"),
  {
    name: "trade--garage",
    async take(stage) {
      const seen = await stage.at("client@garage.demo", "/app/appointments");
      await seen.getByRole("link", { name: "Garage Koné" }).click();
      await seen.getByRole("heading", { name: "Garage Koné" }).waitFor();
      await seen.getByText("08:00–12:30").first().waitFor();
      await stage.picture(seen, "trade--garage");
    },
  },
  {
    name: "trade--ticket",
    async take(stage) {
      const seen = await stage.at("technicien@tickets.demo", "/tickets");
      await seen.locator("main li").getByRole("link").first().click();
      await seen.getByRole("log").waitFor();
      await stage.picture(seen, "trade--ticket");
    },
  },
  {
    name: "trade--delivery",
    async take(stage) {
      const seen = await stage.at("adjoua", "/deliveries");
      await seen.locator("main li").getByRole("link").first().click();
      await seen.locator("#content h1, #content h2").first().waitFor();
      await seen.waitForTimeout(600);
      await stage.picture(seen, "trade--delivery");
    },
  },
  {
    name: "trade--warranty",
    async take(stage) {
      const nadia = await stage.client("nadia");
      const { cases } = await nadia.http.call<{ cases: CaseView[] }>({ path: "/v1/cases" });
      const claim = cases.find(({ kind }) => kind === "claim");
      if (claim === undefined) throw new Error("There is no claim.");
      const { id } = await nadia.http.call<{ id: string }>({
        path: "/v1/warranties",
        body: {
          number: `G-2024-${Date.now() % 10_000}`,
          product: stage.say("Lave-linge Confort 8 kg", "Confort 8 kg washing machine"),
          customer_id: claim.customer.id,
          starts_on: "2024-11-02",
          ends_on: "2027-11-01",
          coverage: stage.say("Pièces, main-d’œuvre et déplacement", "Parts, labour and travel"),
        },
      });
      const fields = { warranty: id };
      await nadia.http.call({ path: `/v1/cases/${claim.id}`, method: "PATCH", body: { fields } });
      const seen = await stage.at("nadia", `/claims/warranties/${id}`);
      await seen.getByRole("heading", { level: 1 }).first().waitFor();
      await seen.locator("#content li").first().waitFor();
      await stage.picture(seen, "trade--warranty");
    },
  },
];
