import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What keeps people out or makes it hard for them, in light and in dark: one line a finding. */
export async function barriers(page: Page, scene: string): Promise<string[]> {
  const inLight = await violations(page, "light");
  // The same page in other colours: only what depends on them is asked again.
  const inDark = await violations(page, "dark", ["color-contrast", "link-in-text-block"]);
  return [...inLight, ...inDark].map((finding) => `${scene}, ${finding}`);
}

type Theme = "light" | "dark";

async function violations(page: Page, theme: Theme, rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor({ state: "attached" });
  // One frame and no others: the page needs no second one to put the results together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  if (found.passes.length + found.incomplete.length === 0)
    throw new Error("Nothing was looked at.");
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => {
      const where = nodes.map(({ target }) => target.join(" ")).join(", ");
      return `${theme}: ${id} at ${where}`;
    });
}
