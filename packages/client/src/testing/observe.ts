import type { ConnectionState } from "../connection/state.ts";
import type { ClientOptions } from "../types.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

const brief = (state: ConnectionState) =>
  state.status === "connected" ? `connected ${state.transport}` : `${state.status} ${state.code}`;

/** A started client, and every state that it passes through from here on. */
export function observed(world: World, options: Partial<ClientOptions> = {}) {
  const client = world.client(world.server.cast.awa, options);
  const states = [brief(client.connection.get())];
  client.connection.subscribe(() => {
    const next = brief(client.connection.get());
    if (next !== states.at(-1)) states.push(next);
  });
  client.start();
  return { client, states };
}

/** The same once it is connected; what led there is forgotten. */
export async function connected(world: World, options: Partial<ClientOptions> = {}) {
  const watched = observed(world, options);
  await until(watched.client.connection, (state) => state.status === "connected");
  watched.states.length = 0;
  return watched;
}
