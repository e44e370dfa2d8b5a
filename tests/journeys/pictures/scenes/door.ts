import type { Scene } from "../stage.ts";

/** Signing in, and what may be wrong with it. */
export const door: readonly Scene[] = [
  {
    name: "sign-in",
    async take(stage) {
      const page = await stage.visitor();
      await page.getByText("Awa Traoré").first().waitFor();
      await stage.picture(page, "sign-in--demo");
      const submit = page.getByRole("button", {
        name: stage.say("Se connecter", "Sign in"),
        exact: true,
      });
      await submit.click();
      await stage.picture(page, "sign-in--fields-missing");
      await page.getByLabel(stage.say("Adresse e-mail", "Email address")).fill("awa@example.org");
      await page.getByLabel(stage.say("Mot de passe", "Password"), { exact: true }).fill("oublié");
      await submit.click();
      await page.getByRole("alert").waitFor();
      await page.getByRole("alert").scrollIntoViewIfNeeded();
      await stage.picture(page, "sign-in--wrong");
      await page.route("**/v1/sessions", (route) => route.abort());
      await submit.click();
      await page
        .getByText(stage.say("Le serveur ne répond pas", "The server does not answer"))
        .waitFor();
      await stage.picture(page, "sign-in--unreachable");
    },
  },
];
