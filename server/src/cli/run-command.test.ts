import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { createLog } from "../log/log.ts";
import { type RunningServer, start } from "../start.ts";
import { runCommand } from "./run-command.ts";

let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-cli-"));
  environment = { RELAIS_DATA_DIR: join(folder, "data"), RELAIS_DEMO: "0" };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const said = { out: "", err: "" };
  const status = await runCommand(words, environment, {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
  });
  return { status, ...said };
}

const create = (name: string, email: string, ...more: string[]) => {
  const whom = ["--name", name, "--kind", "request", "--admin-email", email];
  return run("organization", "create", ...whom, ...more);
};

const passwordIn = (text: string) => /with the password (\S{20,})$/m.exec(text)?.[1];

describe("the operator's commands", () => {
  it("create an organization while no server runs, and show its administrator's link once", async () => {
    const created = await create("Dépannage Kayes", "chef@kayes.example");
    expect(created).toMatchObject({ status: 0, err: "" });
    const [link = ""] = /http:\S+\/invitation\/[0-9a-f]{64}/.exec(created.out) ?? [];
    expect(link).toMatch(/^http:/);
    const listed = await run("organization", "list");
    expect(listed.out).toContain("depannage-kayes  request  0 people  Dépannage Kayes");
    expect(listed.out).not.toContain(link);
  }, 60_000);

  it("suspend an organization and let it go on, as the list says", async () => {
    const put = (word: string, slug: string) => run("organization", word, "--slug", slug);
    const suspended = await put("suspend", "depannage-kayes");
    expect(suspended).toMatchObject({ status: 0, err: "" });
    expect((await run("organization", "list")).out).toContain("Kayes  (suspended since ");
    expect((await put("suspend", "depannage-kayes")).out).toContain("It was so already.");
    expect((await put("resume", "depannage-kayes")).out).toContain("is at work");
    expect((await run("organization", "list")).out).not.toContain("suspended");
    const unknown = await put("suspend", "nowhere");
    expect(unknown.status).toBe(1);
    expect(unknown.err).toContain("--slug: ");
  }, 60_000);

  it("give a program of an organization an API key, shown once, and revoke it", async () => {
    const keys = (word: string, ...more: string[]) =>
      run("organization", word, "--slug", "depannage-kayes", ...more);
    const created = await keys("key", "--name", "Boutique", "--days", "30");
    expect(created).toMatchObject({ status: 0, err: "" });
    const [secret = ""] = /rk_[\w-]{66}/.exec(created.out) ?? [];
    const listed = await keys("keys");
    expect(listed.out).toMatch(/active {2}agent {2}Boutique {2}\(never used\)/);
    expect(listed.out).not.toContain(secret.slice(-43));
    const revoked = await keys("revoke-key", "--id", listed.out.slice(0, 36));
    expect(revoked.out).toContain(`…${secret.slice(-4)} of Boutique is revoked`);
    expect((await keys("keys")).out).toContain("revoked  agent  Boutique");
    expect(await keys("key", "--name", "")).toMatchObject({ status: 2 });
    const role = await keys("key", "--name", "Boutique", "--role", "worker");
    expect([role.status, role.err.includes("--role: ")]).toEqual([1, true]);
  }, 60_000);

  it("say whether people may register in an organization", async () => {
    const opened = await run(
      "organization",
      "registration",
      "--slug",
      "depannage-kayes",
      "--open",
      "yes",
    );
    expect(opened).toMatchObject({ status: 0, out: "depannage-kayes lets people register.\n" });
    const unknown = await run("organization", "registration", "--slug", "nowhere", "--open", "no");
    expect(unknown.status).toBe(1);
    expect(unknown.err).toContain("--slug: ");
    const unclear = await run("organization", "registration", "--slug", "depannage-kayes");
    expect(unclear.status).toBe(2);
  }, 60_000);

  it("create one beside a running server, which goes on and lets its administrator in", async () => {
    const config = { ...readConfig(environment), port: 0 };
    let server: RunningServer | undefined;
    try {
      server = await start({ config, log: createLog("silent") });
      const created = await create("Dépannage Ségou", "chef@segou.example", "--with-password");
      expect(created).toMatchObject({ status: 0, err: "" });
      const answer = await fetch(`http://127.0.0.1:${server.port}/v1/sessions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          email: "chef@segou.example",
          password: passwordIn(created.out),
        }),
      });
      expect(answer.status).toBe(200);
    } finally {
      await server?.stop();
    }
  }, 60_000);

  it("say what is wrong with what they were given", async () => {
    const unknown = await run("organization", "create", "--name", "X", "--kind", "wedding");
    expect(unknown.status).toBe(1);
    expect(unknown.err).toContain("--kind: Choose one of: appointment,");
    expect(unknown.err).toContain("--admin-email:");
    expect((await run("organization", "create", "--colour", "red")).status).toBe(2);
    expect((await run("organization", "create", "--help")).err).toContain("--with-password");
    const help = await run("organisation");
    expect(help).toMatchObject({ status: 2, out: "" });
    expect(help.err).toContain("npm run organization -- create --name");
  }, 60_000);
});
