import { serve } from "@relais/example-embedding/serve";
import type { NewIdentityKey } from "@relais/protocol";
import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

const launcher = /messagerie|the chat/;

/** Somebody else's page, which is French, with a chat that speaks as the picture does. */
async function visited(stage: Stage, address: string): Promise<Page> {
  const page = await stage.visitor(address);
  await page.getByRole("button", { name: launcher }).waitFor();
  await page.evaluate(
    (language) =>
      (window as unknown as { relais(...said: string[]): void }).relais("language", language),
    stage.variation.language,
  );
  return page;
}

/** The chat on somebody else's site. */
export const framed: readonly Scene[] = [
  {
    name: "framed",
    async take(stage) {
      const claire = await stage.client("claire");
      const { embedding, secret } = await claire.http.call<NewIdentityKey>({
        path: "/v1/embedding/keys",
        body: {},
      });
      const about = { relais: stage.server.url, site: embedding.site, secret: secret ?? "" };
      const site = await serve({ ...about, port: 0 });
      const other = await serve({ ...about, port: 0, host: "127.0.0.1" });
      try {
        await claire.http.call({
          method: "PUT",
          path: "/v1/embedding",
          body: {
            enabled: true,
            origins: [site.address],
            kind: "request",
            anonymous: true,
            accent: null,
            side: "right",
          },
        });
        const page = await visited(stage, site.address);
        await stage.picture(page, "framed--closed");
        await page.getByRole("button", { name: launcher }).click();
        const inside = page.frameLocator("iframe[src*='/embed/']");
        await inside.getByLabel(stage.label("embed_name")).waitFor();
        await stage.picture(page, "framed--start");
        await inside.getByLabel(stage.label("embed_name")).fill("Binta Sow");
        await inside
          .getByLabel(stage.label("embed_text"))
          .fill(stage.say("Ma Corolla fume", "My Corolla is smoking"));
        await inside.getByRole("button", { name: stage.label("embed_send") }).click();
        await inside.getByRole("log").waitFor();
        await stage.picture(page, "framed--conversation");
        const refused = await visited(stage, other.address);
        await refused.getByRole("button", { name: launcher }).click();
        await refused.getByText(/pas disponible sur ce site|not available on this site/).waitFor();
        await stage.picture(refused, "framed--refused");
      } finally {
        await site.stop();
        await other.stop();
      }
    },
  },
];
