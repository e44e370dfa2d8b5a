import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What keeps people out or makes it hard for them, in light and in dark: one line a finding. */
export async function barriers(page: Page, scene: string): Promise<string[]> {
  const inLight = await violations(page, "light");
  // The same page in other colours: only what depends on them is asked again.
  const inDark = await violations(page, "dark", ["color-contrast", "link-in-text-block"]);
  return [...inLight, ...inDark].map((finding) => `${scene}, ${finding}`);
}

/** The same of a page in which no script chooses the colours, as it stands. */
export const barriersAsDrawn = async (page: Page, scene: string): Promise<string[]> =>
  (await serious(lookAt(page).setLegacyMode())).map((found) => `${scene}, ${found}`);

/** The same of somebody else's page with the chat in it: the launcher in its shadow, and the page in the frame. */
export async function framedBarriers(page: Page, scene: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const frame = page.locator("iframe[src*='/embed/']");
    // What is not shown is not told of other colours.
    if (await frame.isVisible()) {
      const inside = frame.contentFrame().locator(`html[data-theme=${theme}]`);
      await inside.waitFor({ state: "attached" });
    }
    const seen = await serious(lookAt(page));
    found.push(...seen.map((finding) => `${scene}, ${theme}: ${finding}`));
  }
  return found;
}

/** The ways to elements that are right are left out: they take longer to tell than to look at. What is chosen besides comes after. */
const lookAt = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ["violations"] });

type Theme = "light" | "dark";

async function violations(page: Page, theme: Theme, rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor({ state: "attached" });
  // One frame and no others: the page needs no second one to put the results together.
  const axe = lookAt(page).setLegacyMode();
  const found = await serious(rules === undefined ? axe : axe.withRules(rules));
  return found.map((finding) => `${theme}: ${finding}`);
}

async function serious(axe: AxeBuilder): Promise<string[]> {
  const found = await axe.analyze();
  if (found.passes.length + found.incomplete.length === 0)
    throw new Error("Nothing was looked at.");
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => {
      const where = nodes.map(({ target }) => target.join(" ")).join(", ");
      return `${id} at ${where}`;
    });
}
