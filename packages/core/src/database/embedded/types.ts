/** Where the launcher says what it does. A pino logger fits. */
export type EmbeddedPostgresLog = {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
};

export type EmbeddedPostgresOptions = {
  /** A folder for the embedded database alone. Created when missing. */
  dataDirectory: string;
  log: EmbeddedPostgresLog;
  /** Server settings over the usual ones, as in postgresql.conf: `{ work_mem: "16MB" }`. */
  settings?: Readonly<Record<string, string>>;
};

/** A running database. Everything `pg` needs: `new Client({ host: socketDirectory, port, user: superuser, database })`. */
export type EmbeddedPostgres = {
  /** Folder of the unix socket; on Windows the loopback address. Both are what `pg` calls `host`. */
  readonly socketDirectory: string;
  readonly port: number;
  /** Folder of the data files. */
  readonly cluster: string;
  readonly superuser: string;
  readonly database: string;
  /** Only on Windows, where there is no unix socket to protect. */
  readonly password?: string;
  /** Settles when the database is down for good: by `stop()`, or because it could not be restarted after a crash. */
  readonly closed: Promise<void>;
  /** Fast shutdown; resolves when no process of the database is left. May be called more than once. */
  stop(): Promise<void>;
};

/** The account that runs PostgreSQL when we are root, because PostgreSQL refuses to be root. */
export type UnprivilegedUser = {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
};
