import { files, hostile } from "@relais/core/testing";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk, type Talk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { field, log } from "./support/talk.ts";

const stage = useStage();

const deadline = { timeout: 30_000 };
const tray = (page: Page): Locator => page.getByRole("list", { name: "Fichiers à envoyer" });
const sendButton = (page: Page) => page.locator("form:has(.composer-field) button[type=submit]");

/** The files of the newest message, as the other one is told of them. */
async function arrived({ conversation }: Talk) {
  const { messages } = await (await stage.client("moussa")).http.history(conversation);
  return (messages.at(-1)?.attachments ?? []).map(({ name, type }) => `${name} ${type}`);
}

describe("files come in as people bring them", () => {
  it("a picture is pasted; a text that brings a picture of itself stays a text", async () => {
    const talk = await openedTalk(stage, "Pare-chocs");
    const context = await stage.device(
      { device: "desktop" },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
    const awa = await context.newPage();
    await signIn(awa, "awa", talk.path);
    await field(awa).focus();
    const copy = (texts: Record<string, string>) =>
      awa.evaluate(async (all) => {
        const canvas = new OffscreenCanvas(60, 40);
        const context2d = canvas.getContext("2d");
        if (context2d) [context2d.fillStyle] = ["#c86428"];
        context2d?.fillRect(0, 0, 60, 40);
        const picture = await canvas.convertToBlob({ type: "image/png" });
        const items = Object.entries(all).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([
          new ClipboardItem({ ...Object.fromEntries(items), "image/png": picture }),
        ]);
      }, texts);
    await copy({ "text/plain": "Aile avant : 3 h", "text/html": "<b>Aile avant : 3 h</b>" });
    await awa.keyboard.press("Control+V");
    await expect.poll(() => field(awa).inputValue(), deadline).toBe("Aile avant : 3 h");
    expect(await tray(awa).count()).toBe(0);
    await field(awa).fill("");
    await copy({});
    await awa.keyboard.press("Control+V");
    await expect.poll(() => tray(awa).getByRole("listitem").count(), deadline).toBe(1);
    await sendButton(awa).click();
    await expect
      .poll(() => arrived(talk), deadline)
      .toEqual([expect.stringMatching(/\.png image\/png$/)]);
  });

  it("files are dropped anywhere on the page, which says so while they hover", async () => {
    const talk = await openedTalk(stage, "Rétroviseur");
    const awa = await stage.person("awa", talk.path, { device: "desktop" });
    await field(awa).waitFor();
    const carried = await awa.evaluateHandle((pdf) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([pdf], "devis.pdf", { type: "application/pdf" }));
      transfer.items.add(new File(["Deux heures"], "note.txt", { type: "text/plain" }));
      return transfer;
    }, files.pdf.toString());
    await log(awa).dispatchEvent("dragenter", { dataTransfer: carried });
    await awa.getByText("Déposez").waitFor();
    await log(awa).dispatchEvent("drop", { dataTransfer: carried });
    await awa.getByText("Déposez").waitFor({ state: "detached" });
    await expect.poll(() => tray(awa).getByRole("listitem").count(), deadline).toBe(2);
    await sendButton(awa).click();
    await expect
      .poll(() => arrived(talk), deadline)
      .toEqual(["devis.pdf application/pdf", "note.txt text/plain"]);
  });

  it("a photo of the camera arrives upright, and without the place where it was taken", async () => {
    const talk = await openedTalk(stage, "Phare");
    const awa = await stage.person("awa", talk.path);
    await awa.getByRole("button", { name: "Actions rapides" }).click();
    const chooser = awa.waitForEvent("filechooser");
    await awa.getByRole("button", { name: "Prendre une photo" }).click();
    const camera = await chooser;
    expect(await camera.element().getAttribute("capture")).toBe("environment");
    const buffer = await files.photo();
    expect(buffer.includes("Exif")).toBe(true);
    await camera.setFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer });
    await sendButton(awa).click();
    await expect.poll(() => arrived(talk), deadline).toEqual(["IMG_0001.jpg image/jpeg"]);
    const moussa = await stage.client("moussa");
    const { messages } = await moussa.http.history(talk.conversation);
    const [photo] = messages.at(-1)?.attachments ?? [];
    expect([photo?.width, photo?.height]).toEqual([300, 400]);
    const body = { ids: [photo?.id] };
    const path = `/v1/conversations/${talk.conversation}/files`;
    const found = await moussa.http.call<{ files: { address: string }[] }>({ path, body });
    const whole = await fetch(new URL(found.files[0]?.address ?? "", stage.server.url));
    expect(Buffer.from(await whole.arrayBuffer()).includes("Exif")).toBe(false);
  });

  it("a photo in HEIC that no phone has turned into a JPEG is refused with a sentence, and nobody else sees it", async () => {
    const talk = await openedTalk(stage, "Portière");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    const heic = { name: "IMG_0002.HEIC", mimeType: "image/heic", buffer: hostile.heic };
    await awa.locator("input[type=file][multiple]").first().setInputFiles(heic);
    await sendButton(awa).click();
    await log(awa).getByRole("alert").getByText("n’est pas d’un type accepté").waitFor();
    expect(await arrived(talk)).toEqual([]);
    await log(awa).getByRole("button", { name: "Supprimer" }).click();
    await log(awa).getByText("IMG_0002.HEIC").first().waitFor({ state: "detached" });
  });
});
