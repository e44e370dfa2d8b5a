import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type WebhookReceiver = {
  /** `host:port`, for the operator's setting. */
  readonly place: string;
  readonly url: string;
  readonly received: Received[];
  /** What is answered at a path; null: nothing, for ever. */
  answer: (path: string) => { status: number; headers?: Record<string, string> } | null;
  stop(): Promise<void>;
};

/** Somebody's program that is told things by webhook: notes everything, and answers as it is told to. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const take = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = request.url ?? "/";
      const headers = request.headers as Record<string, string>;
      receiver.received.push({ path, headers, body: Buffer.concat(chunks).toString("utf8") });
      const answer = receiver.answer(path);
      if (answer !== null) response.writeHead(answer.status, answer.headers).end();
    };
    // Whoever asks may give up in the middle.
    take().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: WebhookReceiver = {
    place,
    url: `http://${place}`,
    received: [],
    answer: () => ({ status: 204 }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
