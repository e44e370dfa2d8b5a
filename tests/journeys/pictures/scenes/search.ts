import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

async function opened(stage: Stage): Promise<Page> {
  const page = await stage.at("awa", "/requests");
  await page.getByRole("button", { name: stage.say("Rechercher", "Search"), exact: true }).click();
  await page.getByRole("searchbox").waitFor();
  return page;
}

/** Looking for what was said: what is found, and when nothing is. */
export const search: readonly Scene[] = [
  {
    name: "search--found",
    async take(stage) {
      const page = await opened(stage);
      const [word = ""] = (stage.words.today[2]?.[1] ?? "")
        .split(" ")
        .toSorted((a, b) => b.length - a.length);
      // The index follows within moments.
      for (;;) {
        await page.getByRole("searchbox").fill("");
        await page.getByRole("searchbox").fill(word);
        await page.getByRole("dialog").locator("mark, h2 + p").first().waitFor();
        if ((await page.getByRole("dialog").locator("mark").count()) > 0) break;
      }
      await stage.picture(page, "search--found");
    },
  },
  {
    name: "search--filters",
    async take(stage) {
      const page = await opened(stage);
      await page.getByLabel(stage.label("search_kind"), { exact: true }).selectOption("any_file");
      await page.getByLabel(stage.label("search_when"), { exact: true }).selectOption("range");
      await page.locator("input[type=date]").first().waitFor();
      await page.waitForTimeout(800);
      await stage.picture(page, "search--filters");
    },
  },
  {
    name: "search--nothing",
    async take(stage) {
      const page = await opened(stage);
      await page.getByRole("searchbox").fill("xylophone");
      await page.getByText(stage.say("Aucun message trouvé", "No message found")).waitFor();
      await stage.picture(page, "search--nothing");
    },
  },
];
