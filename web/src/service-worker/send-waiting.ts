import { createClient } from "@relais/client";
import { keptSession, sessionNames } from "./kept-session.ts";

/** The browser ends a worker that takes much longer; it then tries again later. */
const patienceMs = 90_000;

/** Sends what waits in the outbox of this browser. Rejects when something is left, so that it is tried again. */
export async function sendWaiting(): Promise<void> {
  const done = await Promise.all(sessionNames.map(sendOf));
  if (done.includes(false)) throw new Error("Something still waits.");
}

/** True when nothing of this session's person waits any more. */
async function sendOf(name: string): Promise<boolean> {
  const session = await keptSession(name);
  const state = session?.state.get();
  if (session === null || state === undefined || state.status === "signed_out") return true;
  const client = createClient({
    baseUrl: location.origin,
    viewerId: state.user.id,
    memory: null,
    getToken: (refused) => session.getToken(refused),
  });
  client.start();
  const leave: (() => void)[] = [];
  const sent = await new Promise<boolean>((resolve) => {
    let waited = false;
    const timer = setTimeout(() => resolve(!waited), patienceMs);
    const look = () => {
      const connection = client.connection.get();
      if (connection.status === "disconnected") resolve(connection.code !== "stopped");
      waited ||= client.unsent.get() > 0;
      // Before the outbox was read nothing seems to wait.
      if (waited && client.unsent.get() === 0) resolve(true);
    };
    leave.push(client.unsent.subscribe(look), client.connection.subscribe(look), () =>
      clearTimeout(timer),
    );
  });
  for (const stop of leave) stop();
  await client.stop();
  return sent;
}
