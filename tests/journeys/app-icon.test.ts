import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, pageBirth, shellKept } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

test("the icon of the app says how many messages wait, and nothing once they are read", async () => {
  const talk = await openedTalk(stage, "Phare cassé");
  const phone = await stage.device();
  await phone.addInitScript(() => {
    const badges: number[] = [];
    Object.assign(globalThis, { badges });
    navigator.setAppBadge = (count) => {
      badges.push(count ?? 0);
      return Promise.resolve();
    };
    navigator.clearAppBadge = () => {
      badges.push(0);
      return Promise.resolve();
    };
  });
  const awa = await phone.newPage();
  await signIn(awa, "awa", "/requests");
  const last = () =>
    awa.evaluate(() => (globalThis as unknown as { badges: number[] }).badges.at(-1) ?? 0);
  const before = await last();
  const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
  for (const text of ["Bonjour", "Je pars"]) {
    await field(moussa).fill(text);
    await field(moussa).press("Enter");
  }
  await expect.poll(last, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + 2);
  const waiting = await last();
  await awa.goto(talk.path);
  await bubble(awa, "Je pars").waitFor();
  await awa.bringToFront();
  await expect.poll(last, { timeout: 30_000 }).toBeLessThanOrEqual(waiting - 2);
});

/** The same server, whose service worker may be another version. */
async function updatable(): Promise<{ url: string; update: () => void; server: Server }> {
  let version = "";
  const server = createServer((asked, answer) => {
    const { port } = new URL(stage.server.url);
    const { method, url: path, headers } = asked;
    const isWorker = path === "/service-worker.js";
    // Whether it has changed is said here, not there.
    const { "if-none-match": _etag, "if-modified-since": _since, ...given } = headers;
    const asIs = isWorker ? given : headers;
    const onward = request(
      {
        host: "localhost",
        port,
        method,
        path,
        headers: { ...asIs, "accept-encoding": "identity" },
      },
      (came: IncomingMessage) => {
        const { "content-length": _length, ...rest } = came.headers;
        answer.writeHead(came.statusCode ?? 500, isWorker ? rest : came.headers);
        came.pipe(answer, { end: !isWorker });
        if (isWorker) came.once("end", () => answer.end(version));
      },
    );
    onward.once("error", () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    update: () => {
      version = "\n// another version";
    },
    server,
  };
}

test("an update is offered and never forced", async () => {
  const { url, update, server } = await updatable();
  try {
    const page = await (await stage.device()).newPage();
    await page.goto(`${url}/sign-in`);
    await shellKept(page);
    await page.reload();
    const birth = await pageBirth(page);
    update();
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    const offer = page.getByRole("button", { name: "Recharger" });
    await offer.waitFor();
    // It waits for the person, whatever they do meanwhile.
    expect(await pageBirth(page)).toBe(birth);
    const waits = () =>
      page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
    expect(await waits()).toBe(true);
    await offer.click();
    await expect
      .poll(() => pageBirth(page).catch(() => birth), { timeout: 30_000 })
      .not.toBe(birth);
    await shellKept(page);
    expect(await waits()).toBe(false);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
