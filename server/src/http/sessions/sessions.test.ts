import type { Me, Refusal, SignedIn, Tokens } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, demoPassword, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const refresh = <Body = Tokens>(refresh_token: string, attempt?: string) =>
  server.call<Body>("/v1/sessions/refresh", {
    body: { refresh_token, ...(attempt !== undefined && { attempt }) },
  });
const me = (token: string) => server.call<Me>("/v1/me", { token });

describe("signing in", () => {
  it("answers tokens and who one is", async () => {
    const answer = await server.call<SignedIn>("/v1/sessions", {
      body: { email: cast.awa, password: demoPassword },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body.user).toMatchObject({
      full_name: "Awa Traoré",
      role: "customer",
      organization: { name: "SOS Dépannage Bamako" },
    });
    expect((await me(answer.body.access_token)).body).toEqual(answer.body.user);
  });

  it("takes an address in any case", async () => {
    const body = { email: cast.awa.toUpperCase(), password: demoPassword };
    expect((await server.call("/v1/sessions", { body })).status).toBe(200);
  });

  it("says the same for a wrong password and for an unknown address", async () => {
    const answers = await Promise.all(
      [
        { email: cast.claire, password: "wrong" },
        { email: "nobody@nowhere.demo", password: demoPassword },
      ].map((body) => server.call("/v1/sessions", { body })),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({ ...answers[0]?.body, code: "credentials_wrong" });
    }
  });

  it("names a field that is wrong", async () => {
    const answer = await server.call("/v1/sessions", { body: { email: "awa", password: "" } });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.fields ?? {}).sort()).toEqual(["email", "password"]);
  });
});

describe("renewing", () => {
  it("replaces the refresh token at each use", async () => {
    const { refresh_token } = await server.signInAgain(cast.awa);
    const next = await refresh(refresh_token);
    expect(next.status).toBe(200);
    expect(next.body.refresh_token).not.toBe(refresh_token);
    expect((await me(next.body.access_token)).status).toBe(200);
    expect((await refresh(next.body.refresh_token)).status).toBe(200);
  });

  it("answers a lost answer's repetition alike when it names the same attempt", async () => {
    const { refresh_token } = await server.signInAgain(cast.awa);
    const first = await refresh(refresh_token, "attempt-1");
    const again = await refresh(refresh_token, "attempt-1");
    expect(again.status).toBe(200);
    expect(again.body.refresh_token).toBe(first.body.refresh_token);
  });

  it("ends the session everywhere when a token is used twice, at once and for access tokens too", async () => {
    const { refresh_token, access_token } = await server.signInAgain(cast.awa);
    const next = await refresh(refresh_token);
    expect((await me(access_token)).status).toBe(200);
    const reused = await refresh<Refusal>(refresh_token);
    expect(reused.status).toBe(401);
    expect(reused.body.code).toBe("refresh_reused");
    expect((await refresh(next.body.refresh_token)).status).toBe(401);
    expect((await me(access_token)).status).toBe(401);
    expect((await me(next.body.access_token)).status).toBe(401);
  });

  it("refuses a token that was never given", async () => {
    const answer = await refresh<Refusal>("never-given");
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe("refresh_invalid");
  });
});

describe("signing out", () => {
  it("ends this session and leaves the person's others", async () => {
    const [here, there] = [
      await server.signInAgain(cast.moussa),
      await server.signInAgain(cast.moussa),
    ];
    expect((await me(here.access_token)).status).toBe(200);
    const answer = await server.call("/v1/sessions/sign-out", {
      method: "POST",
      token: here.access_token,
    });
    expect(answer.status).toBe(204);
    expect((await me(here.access_token)).status).toBe(401);
    expect((await refresh(here.refresh_token)).status).toBe(401);
    expect((await me(there.access_token)).status).toBe(200);
  });

  it("ends all of them when asked to", async () => {
    const [here, there] = [
      await server.signInAgain(cast.moussa),
      await server.signInAgain(cast.moussa),
    ];
    await server.call("/v1/sessions/sign-out", {
      body: { everywhere: true },
      token: here.access_token,
    });
    expect((await me(there.access_token)).status).toBe(401);
    expect((await refresh(there.refresh_token)).status).toBe(401);
  });
});

describe("the list of sessions", () => {
  type Listed = { sessions: { id: string; client: string | null; current: boolean }[] };
  const list = (token: string) => server.call<Listed>("/v1/sessions", { token });

  it("says where one is signed in, and signs a device out from afar: at once for its tokens", async () => {
    const [here, there] = [
      await server.signInAgain(cast.moussa),
      await server.signInAgain(cast.moussa),
    ];
    const before = (await list(here.access_token)).body.sessions;
    expect(before[0]?.current).toBe(true);
    const other = before.find(({ current }) => !current);
    expect(Object.keys(other ?? {}).sort()).toEqual(
      ["client", "created_at", "current", "id", "last_used_at"].sort(),
    );
    const path = `/v1/sessions/${(await list(there.access_token)).body.sessions[0]?.id}`;
    const options = { method: "DELETE", token: here.access_token };
    expect((await server.call(path, options)).status).toBe(204);
    expect((await me(there.access_token)).status).toBe(401);
    expect((await refresh(there.refresh_token)).status).toBe(401);
    expect((await me(here.access_token)).status).toBe(200);
    expect((await server.call(path, options)).status).toBe(404);
  });

  it("ends all others when asked to, and leaves this one", async () => {
    const [here, there] = [
      await server.signInAgain(cast.moussa),
      await server.signInAgain(cast.moussa),
    ];
    await server.call("/v1/sessions/sign-out", {
      body: { elsewhere: true },
      token: here.access_token,
    });
    expect((await me(there.access_token)).status).toBe(401);
    expect((await list(here.access_token)).body.sessions).toHaveLength(1);
  });

  it("is one's own only: a session of somebody else is unknown (P5)", async () => {
    const moussa = await server.signInAgain(cast.moussa);
    const id = (await list(moussa.access_token)).body.sessions[0]?.id;
    for (const email of [cast.claire, cast.oscar]) {
      const token = await server.token(email);
      const answer = await server.call(`/v1/sessions/${id}`, { method: "DELETE", token });
      expect(answer.status).toBe(404);
      expect((await list(token)).text).not.toContain(id);
    }
    expect((await me(moussa.access_token)).status).toBe(200);
  });

  it("asks who calls; what is no id is unknown like any other", async () => {
    expect((await server.call("/v1/sessions")).status).toBe(401);
    const token = await server.token(cast.awa);
    const answer = await server.call("/v1/sessions/nonsense", { method: "DELETE", token });
    expect(answer.status).toBe(404);
  });
});

const attempt = (password: string) =>
  server.call("/v1/sessions", { body: { email: cast.claire, password } });

describe("an account under attack", () => {
  it("locks for a growing while, says for how long, and even the right password waits", async () => {
    let answer = await attempt("guess-0");
    for (let count = 1; answer.status !== 429 && count < 25; count += 1) {
      answer = await attempt(`guess-${count}`);
    }
    expect(answer.body.code).toBe("account_locked");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.body.retry_after_ms).toBeGreaterThan(0);
    expect((await attempt(demoPassword)).status).toBe(429);
  });
});
