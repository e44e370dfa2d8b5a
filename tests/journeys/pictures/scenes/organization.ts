import type { Account, Equipment, SharedInvitation } from "@relais/protocol";
import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

/** A logo that is wider than high, on nothing: many are. */
async function drawnLogo(page: Page): Promise<Buffer> {
  await page.setContent(
    '<svg width="320" height="200" viewBox="0 0 32 20"><path d="M2 16 11 4l6 8 4-5 9 9Z" fill="#7a1f5c"/></svg>',
  );
  return page.locator("svg").screenshot({ omitBackground: true });
}

/** An organization as it shows itself, and one that is suspended. The last scenes: they change it for everybody. */
export const organization: readonly Scene[] = [
  {
    name: "organization--log",
    async take(stage) {
      const admin = await stage.client("admin@tickets.demo");
      const { equipment } = await admin.http.call<{ equipment: Equipment[] }>({
        path: "/v1/equipment",
      });
      const { accounts } = await admin.http.call<{ accounts: Account[] }>({
        path: "/v1/admin/accounts?q=Fatou",
      });
      const path = `/v1/equipment/${equipment[0]?.id ?? ""}`;
      const body = { holder_id: accounts[0]?.id ?? null, name: stage.say("Imprimante", "Printer") };
      await admin.http.call({ method: "PATCH", path, body });
      await admin.http.call<SharedInvitation>({
        path: "/v1/admin/invitations",
        body: { role: "agent", full_name: "Salif Coulibaly" },
      });
      const page = await stage.at("admin@tickets.demo", "/admin/audit");
      await page.getByRole("listitem").first().waitFor();
      await stage.picture(page, "organization--log");
      await page.goto("/admin/equipment");
      await page
        .getByRole("button", { name: stage.say("Imprimante", "Printer") })
        .first()
        .click();
      await page.getByRole("dialog").getByRole("textbox").first().waitFor();
      await stage.picture(page, "organization--equipment");
    },
  },
  {
    name: "organization--look",
    async take(stage) {
      const claire = await stage.at("claire", "/admin/organization");
      const logo = await drawnLogo(await claire.context().newPage());
      await claire.getByLabel(stage.label("admin_org_accent_own")).check();
      await claire.locator("input[type=color]").fill("#7a1f5c");
      await claire.getByRole("button", { name: stage.label("admin_save") }).click();
      await claire.locator("input[type=file]").setInputFiles({
        name: "logo.png",
        mimeType: "image/png",
        buffer: logo,
      });
      await claire.getByRole("button", { name: stage.label("admin_org_logo_remove") }).waitFor();
      await claire.getByRole("heading", { level: 2 }).first().scrollIntoViewIfNeeded();
      await stage.picture(claire, "organization--look");
      await claire.goto("/chat");
      await claire.locator("img[src^='/logos/']").first().waitFor();
      await stage.picture(claire, "organization--desk");
      await stage.picture(await stage.at("awa", "/requests"), "organization--list");
    },
  },
  { name: "organization--suspended", take: suspended },
];

async function suspended(stage: Stage): Promise<void> {
  const moussa = await stage.client("moussa");
  // Another scene has made one.
  const { path } = await moussa.http.shareLink(stage.seeded.car.conversation, true);
  const claire = await stage.at("claire", "/chat");
  await stage.server.operate("organization suspend --slug depannage");
  try {
    await claire.getByText(stage.label("connection_suspended")).waitFor();
    await stage.picture(claire, "suspended--bar");
    const guest = await stage.visitor(path);
    await guest.getByText(stage.label("guest_suspended_title")).waitFor();
    await stage.picture(guest, "suspended--link");
    const door = await stage.visitor();
    await door.getByRole("button", { name: "Awa Traoré" }).first().click();
    await door.getByRole("alert").first().waitFor();
    await stage.picture(door, "suspended--door");
  } finally {
    await stage.server.operate("organization resume --slug depannage");
  }
}
