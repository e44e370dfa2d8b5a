import { expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { deskPerson, signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

it("somebody says that they are away; an admin says how much a person takes and their skills", async () => {
  const nadia = await (await stage.device({ device: "desktop" })).newPage();
  await signInAs(nadia, "Nadia Benali", "/chat");
  await nadia.getByRole("button", { name: "Équipe", exact: true }).click();
  const own = nadia.getByRole("dialog").getByRole("listitem").filter({ hasText: "Nadia Benali" });
  await own.getByRole("button", { name: "Absent, Nadia Benali" }).click();
  await own.getByRole("button", { name: "De retour, Nadia Benali" }).waitFor();
  expect(await nadia.getByRole("button", { name: /Julien Moreau/ }).count()).toBe(0);

  const admin = await (await stage.device({ device: "desktop" })).newPage();
  await signInAs(admin, "Aminata Sissoko", "/chat");
  await admin.getByRole("button", { name: "Équipe", exact: true }).click();
  const mate = admin.getByRole("dialog").getByRole("listitem").filter({ hasText: "Julien Moreau" });
  await mate.getByLabel("Au plus").fill("3");
  await mate.getByLabel("Compétences").fill("Froid, Fuite");
  await mate.getByLabel("Au plus").focus();
  await mate.getByText(/ sur 3$/).waitFor();
  expect(await barriers(admin, "the team")).toEqual([]);
  const client = await deskPerson(stage, "admin@claims.demo");
  await expect
    .poll(async () => {
      const { people } = await client.http.call<{
        people: { person: { full_name: string }; skills: string[]; away: boolean }[];
      }>({ path: "/v1/desk/team" });
      return people
        .filter(({ person }) => /Julien|Nadia/.test(person.full_name))
        .map(({ skills, away }) => [skills, away]);
    })
    .toEqual([
      [["froid", "fuite"], false],
      [[], true],
    ]);
});
