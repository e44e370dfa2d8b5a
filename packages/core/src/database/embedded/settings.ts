/**
 * For a small machine that runs the whole product. Given on the command line at every start, so that a new version
 * of Relais brings its settings to data directories that exist.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  // Durable: an acknowledged message is on disk (promise P1).
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_level: "replica",
  max_wal_size: "1GB",
  // Kept for use again: segments that need not be filled with zeros anew.
  min_wal_size: "256MB",
  // Small.
  max_connections: "50",
  shared_buffers: "128MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: "512MB",
  io_method: "sync",
  max_logical_replication_workers: "0",
  // Short queries: compiling them or sharing them among processes costs more than it brings, and parallel workers
  // need /dev/shm, of which containers have little.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  random_page_cost: "1.1",
  // The same everywhere.
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // Texts of statements and the rows in error details may hold what people wrote: they stay out of the log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};

/** The arguments of `postgres` for these settings: `-c name=value` each. */
export function settingArguments(...layers: Readonly<Record<string, string>>[]): string[] {
  const merged = Object.assign({}, SETTINGS, ...layers) as Record<string, string>;
  return Object.entries(merged).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
