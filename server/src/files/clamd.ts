import { connect, type Socket } from "node:net";
import type { Scan } from "@relais/core";
import type { Clamd } from "../config.ts";

const patienceMs = 30_000;
const chunkBytes = 65_536;

/** Asks a clamd whether bytes are clean, by its INSTREAM command. Anything but a clear yes is no yes. */
export function createScan(clamd: Clamd): Scan {
  return async (bytes) => {
    try {
      const answer = await ask(clamd, bytes);
      if (answer === "stream: OK") return "clean";
      return answer.endsWith(" FOUND") ? "infected" : "unavailable";
    } catch {
      return "unavailable";
    }
  };
}

function ask(clamd: Clamd, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = "path" in clamd ? connect(clamd.path) : connect(clamd.port, clamd.host);
    const answer: Buffer[] = [];
    socket.setTimeout(patienceMs, () => socket.destroy(new Error("clamd went silent")));
    socket.on("error", reject);
    socket.on("data", (data) => answer.push(data));
    socket.on("close", () => resolve(Buffer.concat(answer).toString("utf8").replace(/\0.*$/s, "")));
    socket.once("connect", () => send(socket, bytes));
  });
}

/** Chunks with their length before them; a length of zero ends the stream. */
function send(socket: Socket, bytes: Uint8Array): void {
  socket.write("zINSTREAM\0");
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes);
    socket.write(lengthOf(chunk.byteLength));
    socket.write(chunk);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
