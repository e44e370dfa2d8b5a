import { describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import {
  bubble,
  connectionBar,
  expectDelivery,
  expectTexts,
  field,
  pageBirth,
  shellKept,
  state,
  write,
} from "./support/talk.ts";

// As `npm start` does it: its PostgreSQL is killed with it, or outlives it.
const stage = useStage({ grounds: "own", keepsApp: true });

describe("a bad network", () => {
  it("keeps what Awa writes without one, and brings everything over once and in order when it is back (P2, P3)", async () => {
    const talk = await openedTalk(stage, "Portail bloqué");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    await write(awa, "Bonjour");
    await expectTexts(moussa, ["Bonjour"]);

    await awa.context().setOffline(true);
    const written = ["Le moteur tourne", "Il fume un peu", "Je le coupe"];
    await write(awa, ...written);
    await expectTexts(awa, ["Bonjour", ...written]);
    for (const text of written) await expectDelivery(awa, text, "waiting");
    await connectionBar(awa, "offline").getByText("vos messages partiront").waitFor();
    await write(moussa, "Ne touchez à rien");
    await expectTexts(moussa, ["Bonjour", "Ne touchez à rien"]);

    await awa.context().setOffline(false);
    const all = ["Bonjour", "Ne touchez à rien", ...written];
    await expectTexts(awa, all);
    await expectTexts(moussa, all);
    for (const text of written) await expectDelivery(awa, text, "read");
    await connectionBar(awa, "offline").waitFor({ state: "hidden" });
    expect(await journalOf(stage, talk)).toEqual(all);
  });

  it("keeps what waits when the tab is killed, shows it when opened without a network, sends it once (P2)", async () => {
    const talk = await openedTalk(stage, "Pneu crevé");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const phone = await stage.device();
    const killed = await phone.newPage();
    await signIn(killed, "awa", talk.path);
    await field(killed).waitFor();
    await shellKept(killed);
    await phone.setOffline(true);
    await write(killed, "Je suis sur la route de Ségou");
    await expectDelivery(killed, "Je suis sur la route de Ségou", "waiting");
    await killed.close();

    const awa = await phone.newPage();
    await awa.goto(talk.path);
    await expectTexts(awa, ["Je suis sur la route de Ségou"]);
    await expectDelivery(awa, "Je suis sur la route de Ségou", "waiting");

    await phone.setOffline(false);
    await expectDelivery(awa, "Je suis sur la route de Ségou", "read");
    await expectTexts(awa, ["Je suis sur la route de Ségou"]);
    await expectTexts(moussa, ["Je suis sur la route de Ségou"]);
    expect(await journalOf(stage, talk)).toEqual(["Je suis sur la route de Ségou"]);
  });

  it("shows two tabs of one person the same, and sends once what each of them wrote without a network (P2)", async () => {
    const talk = await openedTalk(stage, "Clé perdue");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const one = await stage.person("awa", talk.path);
    const other = await one.context().newPage();
    await other.goto(talk.path);
    await write(one, "Écrit dans le premier onglet");
    await expectTexts(other, ["Écrit dans le premier onglet"]);
    await expectDelivery(other, "Écrit dans le premier onglet", "read");

    await one.context().setOffline(true);
    await write(one, "Sans réseau, un");
    await expectDelivery(other, "Sans réseau, un", "waiting");
    await write(other, "Sans réseau, deux");
    await expectDelivery(one, "Sans réseau, deux", "waiting");
    await write(one, "Sans réseau, trois");
    const all = [
      "Écrit dans le premier onglet",
      "Sans réseau, un",
      "Sans réseau, deux",
      "Sans réseau, trois",
    ];
    await expectTexts(one, all);
    await expectTexts(other, all);

    await one.context().setOffline(false);
    for (const page of [one, other]) await expectDelivery(page, "Sans réseau, trois", "read");
    for (const page of [one, other, moussa]) await expectTexts(page, all);
    expect(await journalOf(stage, talk)).toEqual(all);
  });

  it("carries the whole conversation where WebSockets are blocked", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const device = await stage.device();
    await device.routeWebSocket(/\/v1\/socket/, (socket) => void socket.close());
    const streamed = device.waitForEvent("response", (response) =>
      (response.headers()["content-type"] ?? "").startsWith("text/event-stream"),
    );
    const awa = await device.newPage();
    await signIn(awa, "awa", talk.path);
    expect((await streamed).status()).toBe(200);

    await write(awa, "Vous me recevez");
    await expectTexts(moussa, ["Vous me recevez"]);
    await expectDelivery(awa, "Vous me recevez", "read");
    await field(moussa).pressSequentially("Oui");
    await awa.getByText("Moussa écrit…").waitFor();
    await write(moussa, "Oui, très bien");
    await expectTexts(awa, ["Vous me recevez", "Oui, très bien"]);
    await moussa.locator("#content").getByRole("button", { name: "Je pars" }).first().click();
    await state(awa, "Moussa est en route").waitFor();
  });
});

describe("a killed server", () => {
  it("loses nothing that it acknowledged and receives what was written meanwhile, once and in order (P1, P2)", async () => {
    const talk = await openedTalk(stage, "Volet coincé");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    const births = [await pageBirth(awa), await pageBirth(moussa)];
    await write(awa, "Avant la panne");
    await expectDelivery(awa, "Avant la panne", "read");
    await write(moussa, "Bien reçu");
    await expectDelivery(moussa, "Bien reçu", "read");

    await stage.server.kill();
    await write(awa, "Pendant, un", "Pendant, deux");
    await write(moussa, "Et moi aussi");
    await expectDelivery(awa, "Pendant, deux", "waiting");
    await expectDelivery(moussa, "Et moi aussi", "waiting");
    await connectionBar(awa, "reconnecting").waitFor();

    await stage.server.restart();
    await expectDelivery(awa, "Pendant, deux", "read");
    await expectDelivery(moussa, "Et moi aussi", "read");
    const journal = await journalOf(stage, talk);
    expect(journal.slice(0, 2)).toEqual(["Avant la panne", "Bien reçu"]);
    expect(journal.filter((text) => text.startsWith("Pendant"))).toEqual([
      "Pendant, un",
      "Pendant, deux",
    ]);
    expect([...journal].sort()).toEqual(
      ["Avant la panne", "Bien reçu", "Et moi aussi", "Pendant, deux", "Pendant, un"].sort(),
    );
    await expectTexts(awa, journal);
    await expectTexts(moussa, journal);
    expect([await pageBirth(awa), await pageBirth(moussa)]).toEqual(births);
    await bubble(awa, "Avant la panne").waitFor();
  });
});

describe("a slow link", () => {
  it("carries the app packed", async () => {
    const page = await (await stage.device()).newPage();
    const [script] = await Promise.all([
      page.waitForResponse((response) => /\/assets\/app-.*\.js$/.test(response.url())),
      page.goto("/sign-in"),
    ]);
    expect(await script.headerValue("content-encoding")).toMatch(/^(br|gzip)$/);
  });
});
