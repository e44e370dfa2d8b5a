import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/** The text that every scanner takes for a virus, by agreement; put together here so that none takes this file. */
export const eicar = [
  "X5O!P%@AP[4\\PZX54(P^)7CC)7}",
  "$EICAR-STANDARD-",
  "ANTIVIRUS-TEST-FILE!$H+H*",
].join("");

/** What the double does with a stream. */
export type ClamdManner = "scan" | "hang up" | "too large";

export type ClamdDouble = {
  readonly settings: { host: string; port: number };
  manner: ClamdManner;
  stop(): Promise<void>;
};

/** A stand-in for clamd that speaks its INSTREAM protocol, and knows one virus. */
export async function startClamdDouble(): Promise<ClamdDouble> {
  const server = createServer((socket) => {
    let data = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      data = Buffer.concat([data, chunk]);
      const stream = streamIn(data);
      if (stream === undefined) return;
      if (double.manner === "hang up") return void socket.destroy();
      if (double.manner === "too large")
        return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      socket.end(stream.includes(eicar) ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const double: ClamdDouble = {
    settings: { host: "127.0.0.1", port: (server.address() as AddressInfo).port },
    manner: "scan",
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return double;
}

/** What was sent, once its end has come. */
function streamIn(data: Buffer): Buffer | undefined {
  const command = "zINSTREAM\0";
  if (!data.subarray(0, command.length).equals(Buffer.from(command))) return undefined;
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= data.length; ) {
    const length = data.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
