import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";
import { weigh } from "./support/weight.ts";

const stage = useStage();

/** A customer on an old phone with a 2G link is the normal case. */
const firstLoadBytes = 120 * 1_024;

describe("what a slow link has to carry", () => {
  it("is at most 120 KB until a conversation is there: page, scripts, styles, calls, all headers", async () => {
    const talk = await openedTalk(stage, "Toit qui fuit");
    // The service worker keeps the rest of the app afterwards, when nobody waits for it.
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    await signIn(page, "awa", "/requests");
    const weight = await weigh(page);
    await page.goto(talk.path);
    await log(page).getByText("a accepté votre demande").waitFor();
    expect(weight.of(/\/assets\/.*\.js$/)).toBeGreaterThan(0);
    expect(weight.of(/\/assets\/.*\.css$/)).toBeGreaterThan(0);
    expect(weight.total()).toBeLessThanOrEqual(firstLoadBytes);
  });

  it("is at most 120 KB at the door", async () => {
    const page = await (await stage.device({}, { serviceWorkers: "block" })).newPage();
    const weight = await weigh(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Awa Traoré" }).first().waitFor();
    expect(weight.total()).toBeGreaterThan(0);
    expect(weight.total()).toBeLessThanOrEqual(firstLoadBytes);
  });
});
