import type { Scene } from "../stage.ts";

/** Where the product has an edge: unknown addresses, unknown cases, code that failed. */
export const edges: readonly Scene[] = [
  {
    name: "not-found",
    async take(stage) {
      const page = await stage.visitor("/somewhere/else");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await stage.picture(page, "not-found--page");
    },
  },
  {
    name: "not-found--case",
    async take(stage) {
      const page = await stage.at("awa", "/communication/01900000-0000-7000-8000-00000000dead");
      await page.getByText(stage.say("Demande introuvable", "Request not found")).waitFor();
      await stage.picture(page, "not-found--case");
    },
  },
  {
    name: "crash",
    async take(stage) {
      const page = await stage.visitor();
      await page.route(/\/assets\/member-.*\.js/, (route) => route.abort());
      // What it had fetched ahead is gone with that.
      await page.reload();
      await page
        .getByText(stage.say("Cette page s’est arrêtée", "This page has stopped"))
        .waitFor();
      await stage.picture(page, "crash");
    },
  },
];
