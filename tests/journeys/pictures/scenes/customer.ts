import type { Scene } from "../stage.ts";

const submitName = ["Envoyer la demande", "Send the request"] as const;

/** The customer's lists and the new request. */
export const customer: readonly Scene[] = [
  {
    name: "requests",
    async take(stage) {
      const moussa = await stage.client("moussa");
      for (const text of stage.words.unread) {
        await moussa.http.sendMessage(stage.seeded.car.conversation, text);
      }
      const page = await stage.at("awa", "/requests");
      await page.getByText(stage.words.car.title).first().waitFor();
      await stage.picture(page, "requests--list");
      await page.getByRole("button", { name: /Awa Traoré/ }).click();
      await page.getByRole("dialog").waitFor();
      await stage.picture(page, "settings");
    },
  },
  {
    name: "requests--empty",
    async take(stage) {
      const page = await stage.at("oscar", "/requests");
      await page.getByText(stage.say("Tout fonctionne", "Everything works")).waitFor();
      await stage.picture(page, "requests--empty");
    },
  },
  {
    name: "requests--loading",
    async take(stage) {
      const page = await stage.at("awa", "/requests");
      // A socket that opens and never answers, as on a radio that has gone quiet.
      await page.routeWebSocket(/\/v1\/socket/, () => {});
      await page.route(/\/v1\/stream/, () => {});
      await stage.reopen(page);
      await page.waitForTimeout(900);
      await stage.picture(page, "requests--loading");
    },
  },
  {
    name: "requests--offline",
    async take(stage) {
      const page = await stage.at("awa", "/requests");
      await page.routeWebSocket(/\/v1\/socket/, (socket) => void socket.close());
      await page.route(/\/v1\//, (route) => route.abort());
      await stage.reopen(page);
      await page.locator("[data-connection]").waitFor();
      await page.getByText(stage.say("En attente du réseau", "Waiting for the network")).waitFor();
      await stage.picture(page, "requests--offline");
    },
  },
  {
    name: "new-request",
    async take(stage) {
      const page = await stage.at("awa", "/requests/new");
      const submit = page.getByRole("button", { name: stage.say(...submitName) });
      await submit.waitFor();
      await stage.picture(page, "new-request--blank");
      await submit.click();
      await stage.picture(page, "new-request--errors");
      const { power } = stage.words;
      await page.locator("form [name=title]").fill(power.title);
      await page.locator("form [name=description]").fill(power.description);
      await page.locator("form [name=address]").fill(power.address);
      await page
        .getByRole("button", { name: stage.say("Utiliser ma position", "Use my position") })
        .click();
      await page.getByText(stage.say("Position jointe", "Position attached")).waitFor();
      await page.getByText(stage.say("Urgente", "Urgent"), { exact: true }).first().click();
      await stage.picture(page, "new-request--filled");
      await page.route("**/v1/cases", (route) => route.abort());
      await submit.click();
      await page.getByRole("alert").waitFor();
      await stage.picture(page, "new-request--unreachable");
    },
  },
  {
    name: "conversation--waiting",
    async take(stage) {
      const page = await stage.at("awa", `/communication/${stage.seeded.power.id}`);
      await page.getByRole("heading", { level: 1, name: stage.words.power.title }).waitFor();
      await stage.picture(page, "conversation--waiting");
      await page.getByRole("button", { name: /^(Annuler|Cancel)/ }).click();
      await page.getByRole("dialog").waitFor();
      await stage.picture(page, "conversation--cancel");
    },
  },
];
