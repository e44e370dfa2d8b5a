import type { Page } from "playwright-core";

/** What stands in the focus: its label, its name in a form, or its words. */
const inFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement, body } = document;
    // Nothing has the focus; the words of the whole page are not its name.
    if (activeElement === body) return "";
    return (
      activeElement?.getAttribute("aria-label") ??
      activeElement?.getAttribute("name") ??
      activeElement?.textContent ??
      ""
    );
  });

/** Goes from one focus to the next until it stands where the caller wants. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 60) {
    await page.keyboard.press("Tab");
    const focused = await inFocus(page);
    if (name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`The keyboard does not reach ${name}, but: ${passed.join(" | ")}`);
}
