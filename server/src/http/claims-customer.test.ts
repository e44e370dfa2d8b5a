import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../testing/test-server.ts";

type Conversation = {
  id: string;
  customer_id: string;
  access_token: string | null;
  access_url: string | null;
};

const hawa = "hawa@claims.demo";
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  // The demonstration's customers of claims come by link: this one is given an account.
  const made = await server.call("/api/users/", {
    body: { email: hawa, full_name: "Hawa Sidibé", role: "employe", password: "relais-demo" },
    token: await server.token("admin@claims.demo"),
  });
  if (made.status !== 201) throw new Error(`an account for a customer: ${made.text}`);
}, 120_000);
afterAll(() => server.stop());

const begin = async (who: string, customer_name: string) =>
  server.call<Conversation>("/claims/api/conversations/", {
    body: { customer_name, subject: "Lave-linge en panne" },
    token: await server.token(who),
  });
const read = async (who: string, id: string) =>
  server.call<Conversation>(`/claims/api/conversations/${id}/`, { token: await server.token(who) });

describe("a customer of claims who has an account", () => {
  it("C2.5: opens their own conversation, which needs no link", async () => {
    const { status, body } = await begin(hawa, "Hawa Sidibé");
    expect(status).toBe(201);
    expect(body).toMatchObject({ access_token: null, access_url: null });
    expect((await read(hawa, body.id)).body).toEqual(body);
    expect((await read("operations@claims.demo", body.id)).body.customer_id).toBe(body.customer_id);
    expect((await read("outsider@outside.demo", body.id)).status).toBe(404);
  });

  it("C2.5: opens none in the name of somebody else", async () => {
    const before = await server.rows();
    expect((await begin(hawa, "Paul Mercier")).status).toBe(403);
    expect(await server.rows()).toEqual(before);
  });
});
