import type { CaseView, DeskChanges, DeskPage, SharedLink } from "@relais/protocol";
import type { Page, Response } from "playwright-core";
import { expect, test, vi } from "vitest";
import { deskPerson, signInAs } from "./support/desk.ts";
import { multiply } from "./support/many-cases.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";

const stage = useStage();

const deadline = { timeout: 30_000 };
const many = 10_000;
const far = 4_000;
/** The newest comes first: what stands at this line, from 1. */
const at = (line: number): number => many + 1 - line;

const list = (page: Page) => page.locator("[data-desk-list]");
const line = (page: Page, title: string) =>
  page.locator("[data-desk-case]").filter({ has: page.getByText(title, { exact: true }) });

type Sight = { readonly numbers: number[]; readonly covered: boolean; readonly elements: number };

/** What is seen of the list: its numbers from top to bottom, whether anything of it is blank, and how much is drawn. */
const sight = (page: Page): Promise<Sight> =>
  list(page).evaluate((element) => {
    const frame = element.getBoundingClientRect();
    let [top, covered] = [frame.top, true];
    const numbers: number[] = [];
    const boxes = [...element.querySelectorAll("[data-desk-case]")]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > frame.top && box.top < frame.bottom)
      .sort((one, other) => one.box.top - other.box.top);
    for (const { row, box } of boxes) {
      covered &&= Math.abs(box.top - top) < 2 || (numbers.length === 0 && box.top <= top);
      top = box.bottom;
      const number = /Dossier (\d+)/.exec(row.textContent ?? "")?.[1];
      numbers.push(Number(number));
    }
    // Below the last line that is here stands only that others come.
    const ended = element.scrollTop + element.clientHeight > element.scrollHeight - 60;
    covered &&= boxes.length > 0 && (ended || top >= frame.bottom - 2);
    return { numbers, covered, elements: element.querySelectorAll("*").length };
  });

/** Once everything in sight is drawn. */
async function drawn(page: Page): Promise<Sight> {
  let seen = await sight(page);
  await expect
    .poll(async () => {
      seen = await sight(page);
      return seen.covered;
    }, deadline)
    .toBe(true);
  return seen;
}

/** Once the list no longer moves by itself: browsers spread a turn of the wheel over some frames. */
const still = (page: Page): Promise<void> =>
  list(page).evaluate(async (element) => {
    let [before, same] = [-1, 0];
    while (same < 3) {
      await new Promise((done) => requestAnimationFrame(done));
      same = element.scrollTop === before ? same + 1 : 0;
      before = element.scrollTop;
    }
  });

/** Scrolls until a number is in sight: on the way nothing is blank, doubled or left out but what has moved. */
async function wheelTo(page: Page, number: number, moved?: number): Promise<void> {
  await list(page).hover();
  for (let step = 0; step < 1_000; step += 1) {
    const { numbers, elements } = await drawn(page);
    const first = numbers[0] ?? 0;
    const all = [...numbers.keys(), numbers.length].map((index) => first - index);
    expect(numbers).toEqual(all.filter((one) => one !== moved).slice(0, numbers.length));
    expect(elements).toBeLessThan(1_500);
    if (numbers.includes(number)) return;
    // Less than what is left, so that it is not passed: a line has some 95 pixels.
    const left = (first - number) * 60;
    await page.mouse.wheel(0, Math.sign(left) * Math.min(4_000, Math.max(150, Math.abs(left))));
    await still(page);
  }
  throw new Error(`${number} never came, but ${(await sight(page)).numbers.join()}`);
}

/** What the desk asked for: how much came with each answer. */
function listen(page: Page) {
  const pages: number[] = [];
  const changes: DeskChanges[] = [];
  const bytes: number[] = [];
  const refused: string[] = [];
  const take = async (pathname: string, response: Response) => {
    try {
      const body = await response.text();
      bytes.push(body.length);
      if (pathname === "/v1/desk/cases") pages.push((JSON.parse(body) as DeskPage).entries.length);
      if (pathname === "/v1/desk/changes") changes.push(JSON.parse(body) as DeskChanges);
    } catch {
      // The page went on before it was read.
    }
  };
  page.on("requestfailed", (request) =>
    refused.push(`${request.url()} ${request.failure()?.errorText}`),
  );
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith("/v1/")) return;
    if (!response.ok()) refused.push(`${response.status()} ${response.url()}`);
    void take(pathname, response);
  });
  return { pages, changes, bytes, refused };
}

test("N24.1: a desk of 10,000 open conversations is scrolled to its far lines, kept current there, filtered and opened", {
  timeout: 400_000,
}, async () => {
  const agent = await deskPerson(stage, "operations@claims.demo");
  const first = await agent.http.call<CaseView>({
    path: "/v1/cases",
    body: { kind: "claim", title: "Le premier", guest: { full_name: "Paul Mercier" } },
  });
  await multiply(stage, first.id, many);

  const nadia = await (await stage.device({ device: "desktop" })).newPage();
  const asked = listen(nadia);
  await signInAs(nadia, "Nadia Benali", "/chat");
  const views = nadia.getByRole("navigation", { name: "Vues" });
  await views.getByRole("button", { name: /^Toutes/ }).click();
  await line(nadia, `Dossier ${many}`).waitFor();
  expect(asked.pages.length).toBeLessThanOrEqual(3);

  // By wheel, down to a far line. Each page was asked for once.
  await wheelTo(nadia, at(far));
  expect(asked.refused).toEqual([]);
  expect(asked.pages.length).toBeLessThanOrEqual(far / 50 + 6);
  expect(Math.max(...asked.pages)).toBe(50);
  // However many there are, no answer grows with them.
  expect(Math.max(...asked.bytes)).toBeLessThan(200_000);

  // What is said there goes to the top, and nothing is blank where it was.
  const spoken = `Dossier ${at(far)}`;
  const heights = () =>
    Promise.all(
      [at(far) + 1, at(far) - 1].map(
        async (number) => (await line(nadia, `Dossier ${number}`).boundingBox())?.y ?? 0,
      ),
    );
  const before = await heights();
  const id = (await line(nadia, spoken).getAttribute("data-desk-case")) ?? "";
  const { conversation_id } = await agent.http.call<CaseView>({ path: `/v1/cases/${id}` });
  await say(conversation_id ?? "", "Le four affiche encore E4");
  await line(nadia, spoken).waitFor({ state: "detached" });
  // One more stands over all of them: those above it stay where they were, or those below it, whichever are more.
  const moved = async () =>
    (await heights()).map((height, index) => Math.abs(height - (before[index] ?? 0)));
  await vi.waitFor(async () => expect(Math.min(...(await moved()))).toBeLessThan(8), 10_000);
  await still(nadia);
  const { numbers } = await drawn(nadia);
  expect(numbers).not.toContain(at(far));
  expect(new Set(numbers).size).toBe(numbers.length);
  // Who was beside it is in sight still: nothing was read anew.
  expect(numbers).toContain(at(far) + 1);
  expect(asked.changes.some(({ reload }) => reload)).toBe(false);

  // By keyboard: the ends, a screen at a time, a line at a time.
  await line(nadia, `Dossier ${numbers.at(-2)}`)
    .getByRole("link")
    .focus();
  await nadia.keyboard.press("Home");
  const focused = () =>
    nadia.evaluate(() => {
      const row = document.activeElement?.closest("[data-desk-case]");
      return Number(/Dossier (\d+)/.exec(row?.textContent ?? "")?.[1]);
    });
  await expect.poll(focused, deadline).toBe(at(far));
  await line(nadia, spoken).getByText("Le four affiche encore E4").waitFor();
  expect((await drawn(nadia)).numbers.slice(0, 3)).toEqual([at(far), many, many - 1]);
  await nadia.keyboard.press("PageDown");
  await expect.poll(focused, deadline).toBe(many - 9);
  await nadia.keyboard.press("ArrowDown");
  await expect.poll(focused, deadline).toBe(many - 10);
  await nadia.keyboard.press("End");
  await expect.poll(focused, deadline).toBeLessThan(at(far));
  await nadia.keyboard.press("PageUp");
  const there = await focused();
  await nadia.keyboard.press("k");
  await expect.poll(focused, deadline).toBe(there + 1);

  // Back up by wheel.
  await wheelTo(nadia, at(far - 600), at(far));
  await nadia.keyboard.press("Home");
  await expect.poll(focused, deadline).toBe(at(far));

  // Filtered: all of them that are meant, and no other.
  await nadia.keyboard.press("f");
  await nadia.getByLabel("Priorité").selectOption("urgent");
  await nadia.keyboard.press("Escape");
  await line(nadia, `Dossier ${many}`).waitFor();
  await line(nadia, `Dossier ${many - 1}`).waitFor({ state: "detached" });
  const met = new Set<number>();
  await list(nadia).hover();
  for (let step = 0; step < 100 && !met.has(100); step += 1) {
    for (const number of (await drawn(nadia)).numbers) met.add(number);
    await nadia.mouse.wheel(0, 400);
    await still(nadia);
  }
  expect([...met]).toEqual(Array.from({ length: 100 }, (_, index) => many - index * 100));

  // And opened, where one writes.
  await line(nadia, "Dossier 100").getByRole("link").focus();
  await nadia.keyboard.press("Enter");
  await nadia.waitForURL(/\/chat\/[0-9a-f-]{36}$/);
  await nadia.locator("textarea.composer-field").fill("Nous passons demain");
  await nadia.keyboard.press("Enter");
  await log(nadia).getByText("Nous passons demain").waitFor();
});

/** What the customer writes by their link. */
async function say(conversation: string, text: string): Promise<void> {
  const agent = await deskPerson(stage, "operations@claims.demo");
  const { path } = await agent.http.call<SharedLink>({
    path: `/v1/conversations/${conversation}/link`,
    body: {},
  });
  const post = async (to: string, body: object, token?: string) => {
    const answer = await fetch(stage.server.url + to, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { access_token: string };
  };
  const { access_token } = await post("/v1/guest-sessions", { token: path.split("/").at(-1) });
  const message = { text, client_id: crypto.randomUUID() };
  await post(`/v1/conversations/${conversation}/messages`, message, access_token);
}
