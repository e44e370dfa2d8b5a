import type { Scene } from "../stage.ts";

const acceptName = ["Accepter", "Accept"] as const;

/** Whoever does the work, and whoever oversees it. */
export const technician: readonly Scene[] = [
  {
    name: "available",
    async take(stage) {
      const page = await stage.at("moussa", "/available");
      await page.getByText(stage.words.power.title).first().waitFor();
      await stage.picture(page, "available--list");
      await page.getByRole("link", { name: stage.words.power.title }).click();
      await page.waitForURL("**/communication/**");
      await stage.picture(page, "available--case");
    },
  },
  {
    name: "mine",
    async take(stage) {
      const page = await stage.at("moussa", "/mine");
      await page.getByText(stage.words.car.title).first().waitFor();
      await stage.picture(page, "mine--list");
      await page.locator(`main a[href$="${stage.seeded.car.id}"]`).click();
      await page.getByRole("log").locator("[data-delivery]").last().waitFor();
      await stage.picture(page, "conversation--technician");
    },
  },
  {
    name: "mine--empty",
    async take(stage) {
      const page = await stage.at("second", "/mine");
      await page
        .getByText(stage.say("Aucune intervention en cours", "No job in progress"))
        .waitFor();
      await stage.picture(page, "mine--empty");
    },
  },
  {
    name: "available--taken",
    async take(stage) {
      const page = await stage.at("moussa", "/available");
      // The list no longer hears that a colleague was faster; the button still asks.
      let deaf = false;
      await page.routeWebSocket(/\/v1\/socket/, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) => {
          if (!deaf) socket.send(message);
        });
      });
      await page.reload();
      const card = page.getByRole("listitem").filter({ hasText: stage.words.air.title });
      await card.waitFor();
      deaf = true;
      const second = await stage.client("second");
      await second.http.acceptCase(stage.seeded.air.id);
      await card.getByRole("button", { name: stage.say(...acceptName) }).click();
      await card.getByRole("status").waitFor();
      await stage.picture(page, "available--taken");
    },
  },
  {
    name: "all",
    async take(stage) {
      const page = await stage.at("claire", "/mine");
      await page.getByText(stage.words.car.title).first().waitFor();
      await stage.picture(page, "all--list");
      await page.locator(`main a[href$="${stage.seeded.car.id}"]`).click();
      await page.getByRole("log").locator("[data-delivery]").last().waitFor();
      await stage.picture(page, "all--conversation");
    },
  },
  {
    name: "available--empty",
    async take(stage) {
      const second = await stage.client("second");
      await second.http.acceptCase(stage.seeded.power.id);
      const page = await stage.at("moussa", "/available");
      await page
        .getByText(stage.say("Rien à prendre pour l’instant", "Nothing to take for now"))
        .waitFor();
      await stage.picture(page, "available--empty");
    },
  },
];
