import type { RoomList } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let driver: string;
let client: string;
beforeAll(async () => {
  server = await TestServer.start();
  driver = await server.token("livreur@delivery.demo");
  client = await server.token("client@delivery.demo");
});
afterAll(() => server.stop());

const list = (token: string, query = "") => server.call<RoomList>(`/v1/rooms${query}`, { token });

describe("rooms over HTTP", () => {
  it("are listed with whom one speaks, found by name or number, put away and brought back", async () => {
    const { body } = await list(driver);
    const [room] = body.rooms;
    expect(room).toMatchObject({
      kind: "delivery",
      number: expect.stringMatching(/^LBN/),
      person: { full_name: "Adjoua Kouassi" },
      archived: false,
    });
    expect((await list(client)).body.rooms[0]?.person?.full_name).toBe("Koffi N’Guessan");
    expect((await list(driver, "?q=adjoua")).body.total).toBe(1);
    expect((await list(driver, `?q=${room?.number}`)).body.total).toBe(1);
    expect((await list(driver, "?q=personne")).body.total).toBe(0);
    const path = `/v1/conversations/${room?.conversation_id}/archived`;
    const put = (token: string, archived: unknown) =>
      server.call(path, { method: "PUT", token, body: { archived } });
    expect((await put(driver, true)).status).toBe(200);
    expect((await list(driver)).body.total).toBe(0);
    expect((await list(driver, "?archived=true")).body.rooms[0]?.archived).toBe(true);
    expect((await put(driver, false)).status).toBe(200);
    expect((await put(driver, "perhaps")).status).toBe(400);
    const oscar = await server.token("outsider@outside.demo");
    expect((await put(oscar, true)).status).toBe(404);
    expect((await list(oscar)).body).toEqual({ rooms: [], total: 0 });
  });
});
