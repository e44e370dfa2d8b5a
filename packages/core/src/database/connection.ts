import pg from "pg";

/** How to reach PostgreSQL as one role: a URL that the operator runs, or our own socket folder. */
export type ConnectionTarget =
  | { readonly url: string }
  | {
      readonly socketDirectory: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
      /** Only on Windows, where there is no unix socket to protect. */
      readonly password?: string;
    };

/** How instants are written to us, whatever the operator's server is set to: history passes them on. */
const instants = "-c timezone=UTC -c datestyle=ISO";

/** The role that the server works as. It owns nothing and cannot bypass row-level security. */
export const runtimeRole = "relais_runtime";

// Counts and positions stay far below 2^53; strings for them would leak into every sum.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Arrays of them (PostgreSQL's type 1016, which the driver would give as texts) are read as those of int4 are.
const [int8Array, int4Array] = [1016, 1007];
pg.types.setTypeParser(int8Array, pg.types.getTypeParser(int4Array));

function baseConfig(target: ConnectionTarget): pg.ClientConfig {
  if ("url" in target) return { connectionString: target.url };
  return {
    host: target.socketDirectory,
    port: target.port,
    user: target.user,
    database: target.database,
    ...(target.password !== undefined && { password: target.password }),
  };
}

/** Connection as the owner: migrations, creating organizations, the signing secret. */
export function ownerConfig(target: ConnectionTarget): pg.ClientConfig {
  return { ...baseConfig(target), application_name: "relais-owner" };
}

/**
 * Every statement of the server reads a short range of an index, and the planner is to choose nothing
 * else. While tables are small or statistics missing it prefers to read a whole table or, with a bitmap, a
 * whole conversation, and a session keeps that plan while they grow. Compiling such statements takes longer than running them, and an operator's
 * PostgreSQL before 18 would compile each one that has to go a way that is off.
 */
const planning = ["seqscan", "bitmapscan", "hashjoin", "mergejoin", "material"]
  .map((way) => `-c enable_${way}=off`)
  .concat("-c jit=off")
  .join(" ");

/**
 * What the server gives up after thirty seconds the database would go on with, and hold its locks: whoever tries again waits
 * behind it and is given up too, and writing hangs for a minute. So the database ends it first. And a server whose machine
 * has lost its power or its network says no goodbye: what it had begun is not kept for longer than this.
 */
const bounds = "-c statement_timeout=25s -c idle_in_transaction_session_timeout=60s";

/** Which roles have what part in which kinds of case, as a list of words: `request:worker,request:agent`. */
export type RoleSettings = { readonly staff: string; readonly workers: string };

/**
 * Connection as the runtime role. Our own database lets that role sign in over the owner-only
 * socket; an operator's URL signs in as their user and takes the role before the first statement,
 * so that RESET ROLE cannot leave it. `roles`: what is asked of many people at once goes by them, see `roleSettings`; without them
 * nobody has any.
 */
export function runtimeConfig(
  target: ConnectionTarget,
  name = "relais",
  { staff, workers }: RoleSettings = { staff: "", workers: "" },
): pg.ClientConfig {
  const base = { ...baseConfig(target), application_name: name };
  const options = `${instants} ${planning} ${bounds} -c relais.staff=${staff} -c relais.workers=${workers}`;
  if ("url" in target) return { ...base, options: `${options} -c role=${runtimeRole}` };
  return { ...base, options, user: runtimeRole };
}
