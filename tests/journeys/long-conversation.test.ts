import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { lengthen } from "./support/long-talk.ts";
import { useStage } from "./support/stage.ts";
import { field, log } from "./support/talk.ts";

const stage = useStage();

const deadline = { timeout: 30_000 };
const last = 100_000;
const read = 60_000;
const needle = { number: 12_345, word: "zanzibar" };

/** The numbers of the messages in sight, top to bottom. */
const inSight = (page: Page): Promise<number[]> =>
  log(page).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return [...element.querySelectorAll("[data-delivery]")].flatMap((one) => {
      const box = one.getBoundingClientRect();
      const number = /Message (\d+) du carnet/.exec(one.textContent ?? "")?.[1];
      return number === undefined || box.bottom < top || box.top > bottom ? [] : [Number(number)];
    });
  });

const elements = (page: Page): Promise<number> =>
  log(page).evaluate((element) => element.querySelectorAll("*").length);

/** Bytes that the page's scripts hold, once everything that nobody needs is gone. */
async function held(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

/** Scrolls until `there`, a movement at a time. Answers the steps between what stood on top. */
async function scroll(
  page: Page,
  by: number,
  there: (sight: readonly number[]) => boolean,
): Promise<{ leaps: number[]; mostElements: number }> {
  const leaps: number[] = [];
  let mostElements = 0;
  let sight = await inSight(page);
  for (let step = 0; step < 800 && !there(sight); step += 1) {
    await page.mouse.wheel(0, by);
    const before = sight[0] ?? 0;
    // At an edge there is nothing to see of a movement until the next page has come.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    sight = await inSight(page);
    expect(sight).toEqual(sight.toSorted((one, other) => one - other));
    if (sight[0] !== undefined && before !== 0) leaps.push(sight[0] - before);
    mostElements = Math.max(mostElements, await elements(page));
  }
  expect(there(sight)).toBe(true);
  return { leaps, mostElements };
}

test("N5: a conversation of 100,000 messages opens at the first unread, scrolls both ways, and is jumped through", {
  timeout: 300_000,
}, async () => {
  const talk = await openedTalk(stage, "Carnet de chantier");
  await lengthen(stage, talk, { last, read, needle });
  const device = await stage.device({ device: "desktop" });
  const pages: number[] = [];
  device.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith("/messages")) return;
    void response
      .json()
      .then(({ messages }: { messages: unknown[] }) => pages.push(messages.length))
      .catch(() => {});
  });
  const awa = await device.newPage();
  await awa.goto(`/sign-in?to=${encodeURIComponent(talk.path)}`);
  await awa.getByRole("button", { name: "Awa Traoré" }).first().click();

  await log(awa)
    .getByText(/^Plus de 1\s000 nouveaux messages$/)
    .waitFor();
  await expect.poll(() => inSight(awa), deadline).toContain(read + 3);
  expect((await inSight(awa)).every((number) => number < read + 60)).toBe(true);
  expect(pages.length).toBeLessThanOrEqual(2);
  // Nothing of what was not looked at counts as read.
  const { http } = await stage.client("awa");
  const { receipts, viewer_id } = await http.getConversation(talk.conversation);
  expect(receipts[viewer_id]?.read).toBe(read);

  await log(awa).hover();
  const first = await scroll(awa, -900, (sight) => (sight[0] ?? last) < read - 400);
  const before = await held(awa);
  const second = await scroll(awa, -900, (sight) => (sight[0] ?? last) < read - 1_200);
  const back = await scroll(awa, 900, (sight) => (sight.at(-1) ?? 0) > read - 400);
  const after = await held(awa);
  for (const { leaps, mostElements } of [first, second, back]) {
    // A movement of 900 pixels passes a screen of short messages at most: nothing jumps, and little is drawn.
    expect(Math.max(...leaps.map(Math.abs))).toBeLessThan(40);
    expect(mostElements).toBeLessThan(2_500);
  }
  expect(Math.max(...first.leaps, ...second.leaps)).toBeLessThanOrEqual(1);
  expect(Math.min(...back.leaps)).toBeGreaterThanOrEqual(-1);
  expect(after - before).toBeLessThan(6_000_000);
  expect(Math.max(...pages)).toBeLessThanOrEqual(50);

  await awa.getByRole("button", { name: "Rechercher", exact: true }).first().click();
  const hit = awa.getByRole("dialog").getByRole("link");
  await expect
    .poll(
      async () => {
        await awa.getByRole("searchbox").fill("");
        await awa.getByRole("searchbox").fill(needle.word);
        await awa
          .getByRole("dialog")
          .locator("mark, h2:has-text('Aucun message')")
          .first()
          .waitFor();
        return hit.count();
      },
      { timeout: 120_000 },
    )
    .toBe(1);
  await hit.click();
  await expect.poll(() => inSight(awa), deadline).toContain(needle.number);

  await awa.getByRole("button", { name: "Aller au plus récent" }).click();
  await expect.poll(() => inSight(awa), deadline).toContain(last);
  await field(awa).fill("Je suis là");
  await field(awa).press("Enter");
  await log(awa).getByText("Je suis là").waitFor();
});
