import { randomUUID } from "node:crypto";
import type { Page, Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, User } from "./caller.ts";

const newcomer = () => ({
  email: `${randomUUID()}@tickets.test`,
  password: "un mot de passe",
  full_name: "Aminata Ba",
});

export function peopleRules(caller: Caller): void {
  const register = <Body>(body: object) =>
    caller.call<Body>(undefined, "POST", "/api/register", body);
  const signIn = (email: string, password: string) =>
    caller.call<{ access: string; user: User & { organization: { name: string } } }>(
      undefined,
      "POST",
      "/api/login",
      { email, password },
    );

  describe("People", () => {
    test("T1.1: whoever registers is an employee and signs in at once", async () => {
      const given = newcomer();
      const { status, body } = await register<User>({ ...given, departement: "Comptabilité" });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        email: given.email,
        full_name: "Aminata Ba",
        role: "employe",
        departement: expect.any(String),
      });
      const signedIn = await signIn(given.email, given.password);
      expect(signedIn.status).toBe(200);
      expect(signedIn.body.user).toMatchObject({ id: body.id, role: "employe" });
      expect(signedIn.body.user.organization.name).toBe("DSI Horizon");
    });

    test("T1.2: nobody makes themselves a technician or an administrator", async () => {
      for (const role of ["technicien", "admin"]) {
        const given = newcomer();
        expect((await register({ ...given, role })).status).toBe(403);
        expect((await signIn(given.email, given.password)).status).toBe(401);
      }
      const unknown = await register<Problem>({ ...newcomer(), role: "roi" });
      expect(unknown.status).toBe(400);
      expect(Object.keys(unknown.body.errors ?? {})).toEqual(["role"]);
    });

    test("T1.3: an organization that is not open is refused as one that does not exist", async () => {
      const open = await register({ ...newcomer(), organization: "tickets" });
      expect(open.status).toBe(201);
      for (const organization of ["depannage", "nowhere", randomUUID()]) {
        const refused = await register<Problem>({ ...newcomer(), organization });
        expect(refused.status).toBe(400);
        expect(Object.keys(refused.body.errors ?? {})).toEqual(["organization"]);
      }
    });

    test("T1.4: all wrong fields are named; an address that somebody has is one", async () => {
      const wrong = { email: "personne", password: "court", full_name: " " };
      const answer = await register<Problem>(wrong);
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors ?? {}).toSorted()).toEqual([
        "email",
        "full_name",
        "password",
      ]);
      const taken = await register<Problem>({ ...newcomer(), email: "employe@tickets.demo" });
      expect(taken.status).toBe(400);
      expect(Object.keys(taken.body.errors ?? {})).toEqual(["email"]);
      const missing = await register<Problem>({});
      expect(Object.keys(missing.body.errors ?? {}).toSorted()).toEqual([
        "email",
        "full_name",
        "password",
      ]);
    });

    test("T1.5: the profile is the caller's own, and says what changed", async () => {
      const given = newcomer();
      await register(given);
      const { access } = (await signIn(given.email, given.password)).body;
      const headers = { authorization: `Bearer ${access}` };
      const profile = <Body = User>(method: string, body?: object) =>
        caller.call<Body>(undefined, method, "/api/profile", body, headers);
      const before = await profile("GET");
      expect(before.body).toMatchObject({ full_name: "Aminata Ba", departement: null });
      const changed = await profile("PUT", { full_name: "Aminata Diallo", departement: "Ventes" });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ full_name: "Aminata Diallo", role: "employe" });
      expect((await profile("GET")).body).toEqual(changed.body);
      expect((await profile("PUT", { role: "admin" })).status).toBe(403);
      const moved = await profile<Problem>("PUT", { email: "autre@tickets.test" });
      expect(moved.status).toBe(400);
      expect(Object.keys(moved.body.errors ?? {})).toEqual(["email"]);
      expect((await profile("GET")).body).toEqual(changed.body);
    });

    test("T1.6: the administrator gives accounts; an employee finds only himself", async () => {
      const given = newcomer();
      const created = await caller.post<User & { password: string }>("admin", "/api/users/", {
        email: given.email,
        full_name: "Ibrahima Fall",
        role: "technicien",
      });
      expect(created.status).toBe(201);
      expect(created.body.role).toBe("technicien");
      const signedIn = await signIn(given.email, created.body.password);
      expect(signedIn.body.user.role).toBe("technicien");
      const all = await caller.get<Page<User>>("technician", "/api/users/?page_size=100");
      expect(all.body.results.map(({ id }) => id)).toContain(created.body.id);
      const own = await caller.get<Page<User>>("employee", "/api/users/");
      expect(own.body.results.map(({ email }) => email)).toEqual(["employe@tickets.demo"]);
      for (const part of ["employee", "technician"] as const) {
        expect((await caller.post(part, "/api/users/", newcomer())).status).toBe(403);
      }
      const outside = await caller.get<Page<User>>("outsider", "/api/users/");
      expect(outside.body.results.map(({ id }) => id)).not.toContain(created.body.id);
    });

    test("T1.7: departments and equipment are listed for everybody and added by the administrator", async () => {
      const nom = `Atelier ${randomUUID().slice(0, 8)}`;
      const department = await caller.post<{ id: string; nom: string }>(
        "admin",
        "/api/departements/",
        { nom },
      );
      expect(department).toMatchObject({ status: 201, body: { id: expect.any(String), nom } });
      const listed = await caller.get<Page<{ id: string }>>(
        "employee",
        "/api/departements/?page_size=100",
      );
      expect(listed.body.results).toContainEqual(department.body);
      const device = {
        nom: "Écran 24 pouces",
        type: "écran",
        numero_serie: randomUUID(),
        departement: department.body.id,
      };
      const created = await caller.post<object>("admin", "/api/equipements/", device);
      expect(created).toMatchObject({ status: 201, body: device });
      const equipment = await caller.get<Page<object>>(
        "technician",
        "/api/equipements?page_size=100",
      );
      expect(equipment.body.results).toContainEqual(created.body);
      for (const [path, body] of [
        ["/api/departements/", { nom: "Caisse" }],
        ["/api/equipements/", { nom: "Caisse", type: "caisse" }],
      ] as const) {
        expect((await caller.post("employee", path, body)).status).toBe(403);
      }
      const again = await caller.post<Problem>("admin", "/api/departements/", { nom });
      expect(again.status).toBe(400);
      expect(Object.keys(again.body.errors ?? {})).toEqual(["nom"]);
      const nowhere = await caller.post<Problem>("admin", "/api/equipements/", {
        ...device,
        numero_serie: null,
        departement: randomUUID(),
      });
      expect(nowhere.status).toBe(400);
      expect(Object.keys(nowhere.body.errors ?? {})).toEqual(["departement"]);
    });

    test("T1.8: without a token every call is 401", async () => {
      for (const path of ["/api/profile", "/api/tickets/my/", "/api/technician/tickets/"]) {
        const answer = await caller.call<Problem>(undefined, "GET", path);
        expect([path, answer.status]).toEqual([path, 401]);
        expect(answer.body).toEqual({ detail: expect.any(String) });
      }
    });
  });
}
