import type { Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller } from "./caller.ts";

export function signInRules(caller: Caller): void {
  describe("Signing in", () => {
    test("D1.1: answers both tokens and the person, whose role is in this API's words", async () => {
      const { status, body } = await caller.signIn("technician");
      expect(status).toBe(200);
      expect(body.user).toMatchObject({
        email: "technicien@depannage.demo",
        full_name: "Moussa Keïta",
        role: "technicien",
        organization: { name: "SOS Dépannage Bamako" },
      });
      expect(Object.keys(body).toSorted()).toEqual(["access", "refresh", "user"]);
    });

    test("D1.2: takes `username` in place of `email`", async () => {
      const body = { username: "client@depannage.demo", password: "relais-demo" };
      const answer = await caller.call<{ user: { role: string } }>(
        undefined,
        "POST",
        "/api/login/",
        body,
      );
      expect(answer.status).toBe(200);
      expect(answer.body.user.role).toBe("client");
    });

    test("D1.3: a refresh token is good once; used again it ends the whole family", async () => {
      const { refresh } = (await caller.signIn("stranger")).body;
      const renew = (token: string) =>
        caller.call<{ access: string; refresh: string }>(undefined, "POST", "/api/token/refresh", {
          refresh: token,
        });
      const next = await renew(refresh);
      expect(next.status).toBe(200);
      expect((await renew(refresh)).status).toBe(401);
      expect((await renew(next.body.refresh)).status).toBe(401);
    });

    test("D1.4: a wrong password is 401 with a sentence, a missing field 400 with its name", async () => {
      const wrong = await caller.call<Problem>(undefined, "POST", "/api/login", {
        email: "admin@depannage.demo",
        password: "wrong",
      });
      expect(wrong.status).toBe(401);
      expect(wrong.body.detail).toMatch(/\.$/);
      const missing = await caller.call<Problem>(undefined, "POST", "/api/login", {});
      expect(missing.status).toBe(400);
      expect(missing.body.errors).toHaveProperty("password");
    });

    test("D1.5: without a token every call is 401, and with one that is none of ours", async () => {
      for (const headers of [{}, { authorization: "Bearer forged.token.here" }]) {
        const path = "/depannage/api/chat/dashboard/";
        const answer = await caller.call<Problem>(undefined, "GET", path, undefined, {
          ...headers,
        });
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual({ detail: expect.any(String) });
      }
    });
  });
}
