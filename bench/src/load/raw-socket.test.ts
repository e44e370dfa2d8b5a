import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { RawSocket } from "./raw-socket.ts";

test("The generator's socket and a real server understand each other, pings and closes included.", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const accepted = once(server, "connection");
  const client = new RawSocket((server.address() as AddressInfo).port, "/?user=awa");
  await client.opened;
  const [socket] = await accepted;
  const texts = new Promise<string[]>((resolve) => {
    const received: string[] = [];
    client.onText = (payload) => {
      received.push(payload.toString());
      if (received.length === 2) resolve(received);
    };
  });
  const sent = ["{}", "é".repeat(2000)];
  socket.on("message", (data: Buffer) => socket.send(data.toString()));
  for (const text of sent) client.send(text);
  expect(await texts).toEqual(sent);
  socket.ping("there?");
  expect(String((await once(socket, "pong"))[0])).toBe("there?");
  const closed = new Promise<void>((resolve) => {
    client.onClose = resolve;
  });
  socket.close(4403, "enough");
  await closed;
  server.close();
});

test("A refused handshake rejects.", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", verifyClient: () => false });
  await once(server, "listening");
  const client = new RawSocket((server.address() as AddressInfo).port, "/");
  await expect(client.opened).rejects.toThrow("401");
  server.close();
});
