import type { Anyone } from "../people.ts";
import type { Scene } from "../stage.ts";

const page = (name: string, who: Anyone, path: string): Scene => ({
  name,
  async take(stage) {
    const seen = await stage.at(who, path);
    await seen.getByRole("heading").first().waitFor();
    await seen.locator(".spinner, [data-spinner]").first().waitFor({ state: "detached" });
    await seen.waitForTimeout(600);
    await stage.picture(seen, name);
  },
});

const section = (name: string, who: Anyone = "admin@claims.demo"): Scene =>
  page(`admin--${name}`, who, `/admin/${name}`);

/** What an administrator arranges, and what an office reads. */
export const office: readonly Scene[] = [
  page("admin", "admin@claims.demo", "/admin"),
  section("people"),
  section("team"),
  section("departments", "admin@tickets.demo"),
  section("categories", "admin@tickets.demo"),
  section("equipment", "admin@tickets.demo"),
  section("replies"),
  section("targets"),
  section("embedding", "claire"),
  section("organization"),
  section("audit"),
  page("office--statistics", "claire", "/statistics"),
  page("office--answers", "claire", "/answers"),
  page("office--canned", "nadia", "/canned"),
  page("office--procedures", "claire", "/procedures"),
  page("office--procedure-new", "claire", "/procedures/new"),
  {
    name: "admin--invite",
    async take(stage) {
      const claire = await stage.at("admin@claims.demo", "/admin/people");
      await claire.getByRole("button", { name: stage.label("admin_invite") }).click();
      const sheet = claire.getByRole("dialog");
      await sheet.getByRole("textbox").first().fill("Salif Coulibaly");
      await stage.picture(claire, "admin--invite");
      await sheet.getByRole("button", { name: stage.label("admin_invite_make") }).click();
      const address = await sheet.getByText(/\/invitation\/[0-9a-f]{64}$/).innerText();
      await stage.picture(claire, "admin--invited");
      const page = await stage.visitor(new URL(address).pathname);
      await page.locator("input[type=password]").first().waitFor();
      await stage.picture(page, "invitation");
      const nobody = await stage.visitor(`/invitation/${"0".repeat(64)}`);
      await nobody.getByRole("heading", { level: 1 }).waitFor();
      await stage.picture(nobody, "invitation--unknown");
    },
  },
  {
    name: "admin--account",
    async take(stage) {
      const claire = await stage.at("admin@claims.demo", "/admin/people");
      await claire.getByRole("button", { name: /Julien Moreau/ }).click();
      await claire.getByRole("dialog").getByRole("button").first().waitFor();
      await stage.picture(claire, "admin--account");
    },
  },
];
