import type { Page } from "playwright-core";
import type { Who } from "../pictures/people.ts";

const names: Record<Who, string> = {
  awa: "Awa Traoré",
  moussa: "Moussa Keïta",
  second: "Seydou Coulibaly",
  claire: "Claire Diallo",
  oscar: "Oscar Intrus",
  koffi: "Koffi N’Guessan",
  adjoua: "Adjoua Kouassi",
  yao: "Yao Konan",
  estelle: "Estelle Brou",
  nadia: "Nadia Benali",
};

/** Signs in by one tap on the demo cast, and ends where the person wanted to go. */
export async function signIn(page: Page, who: Who, path: string): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  // People of several organizations bear the same name; hers is the first.
  await page.getByRole("button", { name: names[who] }).first().click();
  await page.waitForURL(`**${path}`);
}

/** Signs somebody of the cast in by form: people of several organizations bear one name. */
export async function signInByForm(page: Page, email: string, path: string): Promise<Page> {
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await page.locator("input[type=email]").fill(email);
  await page.locator("input[type=password]").fill("relais-demo");
  await page.locator("form button[type=submit]").click();
  await page.waitForURL(`**${path}`);
  return page;
}
