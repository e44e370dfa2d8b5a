import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("the setting was accepted");
};

describe("without any setting", () => {
  it("serves a demonstration to this machine alone", () => {
    expect(readConfig({}, "/srv/relais")).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDirectory: join("/srv/relais", "data"),
      demo: true,
      demoDay: true,
      demoTrip: true,
      production: false,
      databaseUrl: undefined,
      redisUrl: undefined,
      objectStore: undefined,
      clamd: undefined,
      osrmUrl: undefined,
      tiles: undefined,
      fileMaxBytes: 25_000_000,
      filesPerMessage: 10,
      linkPreviews: { allowed: [] },
      push: { keys: undefined, contact: undefined, allowed: [] },
      webhooksAllowed: [],
      publicUrl: undefined,
      frontendUrls: [],
      messagesPerSecond: 20,
      linkDays: 30,
      dialects: ["depannage", "tickets", "delivery", "claims", "garage"],
      metricsToken: undefined,
      logLevel: "warn",
    });
  });

  it("has no demo accounts in production, and listens to everyone", () => {
    const config = readConfig({ NODE_ENV: "production" });
    expect(config).toMatchObject({ demo: false, host: "0.0.0.0", logLevel: "info" });
  });

  it("never begins a demonstration because production was misspelt", () => {
    expect(() => readConfig({ NODE_ENV: "prod" })).toThrow(/^NODE_ENV is "prod": put production/);
    expect(readConfig({ NODE_ENV: "staging", RELAIS_DEMO: "0" })).toMatchObject({ demo: false });
    expect(readConfig({ NODE_ENV: "development" })).toMatchObject({ demo: true });
  });

  it("keeps a demonstration in production to this machine unless HOST opens it", () => {
    expect(readConfig({ NODE_ENV: "production", RELAIS_DEMO: "1" }).host).toBe("127.0.0.1");
    expect(readConfig({ RELAIS_DEMO: "1", HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
  });
});

it("mirrors into a Firebase database of the operator's", () => {
  const firebase = {
    FIREBASE_DATABASE_URL: "https://relais.firebaseio.example/",
    FIREBASE_CREDENTIALS_PATH: "/etc/relais/service-account.json",
  };
  expect(readConfig(firebase).firebase).toMatchObject({
    credentialsPath: "/etc/relais/service-account.json",
  });
});

describe("files", () => {
  it("may be larger, fewer, and looked at by clamd", () => {
    const config = readConfig({
      RELAIS_FILE_MAX_MB: "50",
      RELAIS_FILES_PER_MESSAGE: "4",
      CLAMD_HOST: "clamd",
    });
    expect(config).toMatchObject({
      fileMaxBytes: 50_000_000,
      filesPerMessage: 4,
      clamd: { host: "clamd", port: 3310 },
    });
    const socket = { CLAMD_SOCKET: "/run/clamd.sock" };
    expect(readConfig(socket).clamd).toEqual({ path: "/run/clamd.sock" });
  });

  it.each([
    { RELAIS_FILE_MAX_MB: "0" },
    { RELAIS_LINK_DAYS: "0" },
    { RELAIS_FILE_MAX_MB: "25 MB" },
    { RELAIS_FILES_PER_MESSAGE: "21" },
    { FIREBASE_DATABASE_URL: "https://relais.firebaseio.example" },
    { FIREBASE_CREDENTIALS_PATH: "service-account.json" },
    { FIREBASE_DATABASE_URL: "relais", FIREBASE_CREDENTIALS_PATH: "service-account.json" },
    { CLAMD_PORT: "3310" },
    { CLAMD_HOST: "clamd", CLAMD_PORT: "none" },
    { CLAMD_HOST: "clamd", CLAMD_PORT: "1e3" },
    { CLAMD_HOST: "a b" },
    { CLAMD_SOCKET: "clamd.sock" },
    { CLAMD_SOCKET: "/run/clamd.sock", CLAMD_HOST: "clamd" },
  ])("stop the start when set wrongly: %o", (environment) => {
    const [name = ""] = Object.keys(environment).slice(-1);
    expect(refusal(environment)).toContain(name.split("_")[0]);
  });
});

describe("link previews", () => {
  it("may be switched off, or look at what the operator names", () => {
    expect(readConfig({ RELAIS_LINK_PREVIEWS: "0" }).linkPreviews).toBeUndefined();
    const named = { RELAIS_LINK_PREVIEWS_ALLOW: "Wiki.example.org:443, 127.0.0.1:8080" };
    const allowed = ["wiki.example.org:443", "127.0.0.1:8080"];
    expect(readConfig(named).linkPreviews).toEqual({ allowed });
  });

  it.each([
    { RELAIS_LINK_PREVIEWS: "perhaps" },
    { RELAIS_LINK_PREVIEWS_ALLOW: "wiki.example.org" },
    { RELAIS_LINK_PREVIEWS_ALLOW: "https://wiki.example.org:443" },
    { RELAIS_LINK_PREVIEWS_ALLOW: "a:1,,b:2" },
  ])("stop the start when set wrongly: %o", (environment) => {
    expect(refusal(environment)).toContain(Object.keys(environment)[0]);
  });
});

describe("notifications on devices", () => {
  const publicKey =
    "BNz3blMH-SwF_6XrT4svNqDrqI0tSvf-cBghTXp9wA198kmhjP1ddVvKklKwd7vIxcOmAJKC66NRdF4aMXQfacM";
  const privateKey = "CVWx6LeHiign3t_udvtKHKCJPtFr4z7ShSBDkoDDEwM";

  it("may be switched off, or use keys that devices know and services of one's own", () => {
    expect(readConfig({ RELAIS_PUSH: "0" }).push).toBeUndefined();
    expect(readConfig({}).push).toEqual({ keys: undefined, contact: undefined, allowed: [] });
    const known = readConfig({
      VAPID_PUBLIC_KEY: publicKey,
      VAPID_PRIVATE_KEY: privateKey,
      VAPID_SUBJECT: "mailto:you@example.org",
      RELAIS_PUSH_ALLOW: "push.example.org:443",
    });
    expect(known.push).toEqual({
      keys: { publicKey, privateKey },
      contact: "mailto:you@example.org",
      allowed: ["push.example.org:443"],
    });
  });

  it.each([
    { RELAIS_PUSH: "perhaps" },
    { RELAIS_PUSH_ALLOW: "push.example.org" },
    { VAPID_PUBLIC_KEY: publicKey },
    { VAPID_PUBLIC_KEY: `${publicKey}A`, VAPID_PRIVATE_KEY: privateKey },
    { VAPID_SUBJECT: "you" },
  ])("stop the start when set wrongly: %o", (environment) => {
    const sentence = refusal(environment);
    expect(sentence).toContain(Object.keys(environment)[0]);
    expect(sentence).not.toContain(privateKey);
  });
});

describe("a good value", () => {
  it("is taken", () => {
    const config = readConfig(
      {
        PORT: "8080",
        HOST: "::1",
        RELAIS_DATA_DIR: "elsewhere",
        RELAIS_DEMO: "false",
        DATABASE_URL: "postgresql://relais:secret@db.example.org/relais?sslmode=require",
        REDIS_URL: "rediss://cache.example.org:6380/1",
        S3_ENDPOINT: "https://s3.example.org",
        S3_BUCKET: "relais-files",
        S3_REGION: "eu-west-3",
        S3_ACCESS_KEY_ID: "key",
        S3_SECRET_ACCESS_KEY: "secret",
        PUBLIC_URL: "https://Relais.example.org/",
        FRONTEND_URL: "http://localhost:5173, https://Shop.example.org/,http://localhost:5173",
        LOG_LEVEL: "DEBUG",
      },
      "/srv",
    );
    expect(config).toMatchObject({
      port: 8080,
      host: "::1",
      dataDirectory: join("/srv", "elsewhere"),
      demo: false,
      databaseUrl: "postgresql://relais:secret@db.example.org/relais?sslmode=require",
      redisUrl: "rediss://cache.example.org:6380/1",
      objectStore: { bucket: "relais-files", region: "eu-west-3" },
      publicUrl: "https://relais.example.org",
      frontendUrls: ["http://localhost:5173", "https://shop.example.org"],
      messagesPerSecond: 20,
      logLevel: "debug",
    });
  });

  it("may be any address that the programs behind it read", () => {
    const good = {
      DATABASE_URL: "postgres://rela%C3%AFs:a%23b%25@[fd00::5]:5432/relais?application_name=a",
      REDIS_URL: "redis://:p%40ss@cache:6379/12",
      FIREBASE_DATABASE_URL: "http://localhost:9000?ns=relais",
      FIREBASE_CREDENTIALS_PATH: "/etc/relais/account.json",
    };
    expect(readConfig({ ...good, HOST: "fe80::1%eth0" })).toMatchObject({
      databaseUrl: good.DATABASE_URL,
      redisUrl: good.REDIS_URL,
      firebase: { databaseUrl: good.FIREBASE_DATABASE_URL },
      host: "fe80::1%eth0",
    });
  });

  it("may name the database's socket folder instead of a host", () => {
    const url = "postgres:///relais?host=/var/run/postgresql";
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it("say where maps and roads come from", () => {
    const attribution = "© OpenStreetMap";
    const url = "https://tiles.example.org/{z}/{x}/{y}{r}.png?key=abc";
    expect(
      readConfig({
        TILES_URL: url,
        TILES_ATTRIBUTION: attribution,
        OSRM_URL: "http://osrm:5000/",
      }),
    ).toMatchObject({ tiles: { url, attribution }, osrmUrl: "http://osrm:5000" });
    expect(readConfig({ TILES_FILE: "mali.pmtiles" }, "/srv").tiles).toEqual({
      file: join("/srv", "mali.pmtiles"),
      attribution,
    });
  });

  it("may be empty, which is not given", () => {
    expect(readConfig({ PORT: "", REDIS_URL: " " })).toMatchObject({
      port: 3000,
      redisUrl: undefined,
    });
  });

  it("may be 0 for any free port", () => {
    expect(readConfig({ PORT: "0" }).port).toBe(0);
  });
});

describe("a demonstration that others can reach", () => {
  const PUBLIC_URL = "https://chat.example.org";

  it("has to be wanted by name, because everybody knows its passwords", () => {
    expect(refusal({ PUBLIC_URL })).toMatch(/^PUBLIC_URL .*NODE_ENV.*RELAIS_DEMO.*\.$/);
    expect(refusal({ PUBLIC_URL: "http://127.example.org" })).toContain("PUBLIC_URL");
  });

  it.each([{ RELAIS_DEMO: "1" }, { RELAIS_DEMO: "0" }, { NODE_ENV: "production" }])(
    "is with %o what was asked for",
    (said) => {
      expect(readConfig({ PUBLIC_URL, ...said }).publicUrl).toBe(PUBLIC_URL);
    },
  );

  it.each(["http://localhost:8080", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "is none at %s",
    (own) => {
      expect(readConfig({ PUBLIC_URL: own })).toMatchObject({ demo: true, publicUrl: own });
    },
  );
});

describe("a wrong value stops the start with one sentence that names it", () => {
  it.each([
    ["PORT", "abc"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["HOST", "http://localhost"],
    ["RELAIS_DEMO", "yes please"],
    ["DATABASE_URL", "mysql://localhost/relais"],
    ["DATABASE_URL", "postgres://localhost"],
    ["DATABASE_URL", "not an address"],
    ["REDIS_URL", "localhost:6379"],
    ["OSRM_URL", "localhost:5000"],
    ["TILES_URL", "https://tiles.example.org/{z}/{x}.png"],
    ["TILES_URL", "https://{s}.example.org/{z}/{x}/{y}.png"],
    ["TILES_URL", "javascript:{z}/{x}/{y}"],
    ["TILES_ATTRIBUTION", "© somebody"],
    ["RELAIS_DEMO_TRIP", "maybe"],
    ["RELAIS_DEMO_DAY", "maybe"],
    ["PUBLIC_URL", "relais.example.org"],
    ["PUBLIC_URL", "https://example.org/relais"],
    ["FRONTEND_URL", "*"],
    ["FRONTEND_URL", "https://user:password@example.org"],
    ["LOG_LEVEL", "loud"],
    ["RELAIS_MESSAGES_PER_SECOND", "0"],
    ["RELAIS_MESSAGES_PER_SECOND", "many"],
    ["RELAIS_DIALECTS", "depannage,klingon"],
    ["RELAIS_DATA_DIRECTORY", "./data"],
    ["RELAIS_PORT", "3000"],
    ["S3_REGION", "eu-west-3"],
    ["HOST", "0.0.0.0:3000"],
    ["HOST", "999.1.1.1"],
    ["RELAIS_DATA_DIR", "~/relais"],
    ["RELAIS_DATA_DIR", "s3://bucket"],
    ["DATABASE_URL", "postgres://host:0/relais"],
    ["DATABASE_URL", "postgres://host:99999/relais"],
    ["DATABASE_URL", "postgres://host/relais/public"],
    ["DATABASE_URL", "postgres://relais:50%@host/relais"],
    ["DATABASE_URL", "postgres://relais:a#b@host/relais"],
    ["DATABASE_URL", "postgres:///relais?host="],
    ["REDIS_URL", "redis://host/relais"],
    ["REDIS_URL", "redis://host/-1"],
    ["OSRM_URL", "http://osrm:5000?key=abc"],
    ["OSRM_URL", "http://user:password@osrm:5000"],
    ["FRONTEND_URL", "https://*.example.org"],
    ["FRONTEND_URL", "https://app.example.org,"],
    ["FRONTEND_URL", "https://app.example.org https://shop.example.org"],
    ["FRONTEND_URL", "https://app.example.org,shop.example.org"],
    ["RELAIS_METRICS_TOKEN", "too short"],
    ["RELAIS_METRICS_TOKEN", "letters and digits alone"],
    ["CLAMD_HOST", "clamd:3310"],
    ["RELAIS_LINK_PREVIEWS_ALLOW", "wiki.example.org:99999"],
    ["RELAIS_WEBHOOKS_ALLOW", "https://erp.example.org"],
    ["RELAIS_WEBHOOKS_ALLOW", "erp.example.org:0"],
    ["RELAIS_PUSH_ALLOW", "push.example.org:0"],
    ["RELAIS_PUSH_ALLOW", ":::::1"],
  ])("%s=%s", (name, value) => {
    const sentence = refusal({ [name]: value });
    expect(sentence).toContain(name === "S3_REGION" ? "S3_ENDPOINT" : name);
    expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
  });

  it("says which of several sites is wrong, and no token", () => {
    const second = { FRONTEND_URL: "https://app.example.org, shop.example.org" };
    expect(refusal(second)).toMatch(/^FRONTEND_URL has no address of a site at place 2: /);
    expect(refusal({ RELAIS_METRICS_TOKEN: "hunter2" })).not.toContain("hunter2");
  });

  it.each(["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])(
    "an S3 store without %s",
    (missing) => {
      const whole: Record<string, string> = {
        S3_ENDPOINT: "https://s3.example.org",
        S3_BUCKET: "relais-files",
        S3_ACCESS_KEY_ID: "key",
        S3_SECRET_ACCESS_KEY: "secret",
      };
      delete whole[missing];
      expect(refusal(whole)).toContain(missing);
    },
  );

  it.each([
    ["S3_ENDPOINT", "s3.example.org"],
    ["S3_BUCKET", "Not A Bucket"],
    ["S3_REGION", "Paris !"],
    ["S3_REGION", "--"],
    ["S3_ENDPOINT", "https://s3.example.org?bucket=files"],
    ["S3_ENDPOINT", "https://user:password@s3.example.org"],
    ["S3_BUCKET", "relais..files"],
    ["S3_BUCKET", "192.168.1.1"],
  ])("an S3 store with %s=%s", (name, value) => {
    const sentence = refusal({
      S3_ENDPOINT: "https://s3.example.org",
      S3_BUCKET: "relais-files",
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
      [name]: value,
    });
    expect(sentence).toContain(name);
  });

  it.each([
    { TILES_URL: "https://tiles.example.org/{z}/{x}/{y}.png" },
    { TILES_URL: "https://tiles.example.org/{z}/{x}/{y}.png", TILES_FILE: "mali.pmtiles" },
    { RELAIS_DEMO: "0", RELAIS_DEMO_TRIP: "1" },
  ])("when two settings do not fit together: %o", (settings) => {
    expect(refusal(settings)).toMatch(/^(TILES_|RELAIS_DEMO_TRIP)[^\n]*\.$/);
  });

  it("without repeating an address that may hold a password", () => {
    expect(refusal({ DATABASE_URL: "mysql://relais:hunter2@localhost/relais" })).not.toContain(
      "hunter2",
    );
  });
});
