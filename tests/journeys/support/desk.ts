import { type Client, createClient, createSession } from "@relais/client";
import type { Page } from "playwright-core";
import { password } from "../pictures/people.ts";
import type { Stage } from "./stage.ts";

/** Somebody of the cast by their address, by SDK: only what is asked. */
export async function deskPerson(stage: Stage, email: string): Promise<Client> {
  const baseUrl = stage.server.url;
  const session = createSession({ baseUrl, language: "fr" });
  const me = await session.signIn(email, password);
  return createClient({
    baseUrl,
    language: "fr",
    viewerId: me.id,
    getToken: (refused) => session.getToken(refused),
  });
}

/** Signs in by one tap as the first of the cast who bears this name. */
export async function signInAs(page: Page, name: string, path: string): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL(`**${path}`);
}
