import type { DialectServices, DialectSocket, Upgrade } from "@relais/dialect";
import { randomUUID } from "node:crypto";
import { limits } from "@relais/protocol";
import { WebSocketServer } from "ws";
import { lineOf } from "../poll/lines.ts";
import { reset } from "./control.ts";
import { TreeSession } from "./session.ts";

/** For those who go on by WebSocket: what they are is known from where they began. */
const server = new WebSocketServer({
  noServer: true,
  maxPayload: limits.frameBytes,
  perMessageDeflate: false,
});

/** `/.ws?v=5&ns=`: where a Firebase client looks for its database. With `s=`, one that began by long polling. */
export const treeSocket: DialectSocket = {
  path: /^\/\.ws\/?$/,
  open(services, upgrade) {
    const { request, socket, head } = upgrade;
    const began = new URL(request.url ?? "", "http://relais").searchParams.get("s");
    if (began !== null) {
      goOn(services, upgrade, began);
      return;
    }
    const { realtime, languageOf, originOf } = services;
    realtime.interpretUpgrade(request, socket, head, (link) => {
      const manner = { language: languageOf(request), origin: originOf(request) };
      const host = request.headers.host ?? "localhost";
      const session = new TreeSession(link, services, manner, { host, id: randomUUID() });
      socket.once("close", () => session.leave(link.actor()));
      return session;
    });
  },
};

function goOn({ core }: DialectServices, { request, socket, head }: Upgrade, id: string): void {
  server.handleUpgrade(request, socket, head, (opened) => {
    const line = lineOf(core, id);
    if (line !== undefined) {
      line.upgrade(opened);
      return;
    }
    opened.on("error", () => opened.terminate());
    opened.send(reset);
    opened.close();
  });
}
