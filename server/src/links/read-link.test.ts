import type { RequestListener } from "node:http";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { page, redirect, WebSite } from "../testing/web-site.ts";
import type { Resolve } from "./judged-address.ts";
import type { ReadLink } from "@relais/core";
import { createReadLink } from "./read-link.ts";
import { remembering } from "./remember.ts";

let site: WebSite;
const never = new AbortController().signal;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const html = { "content-type": "text/html; charset=utf-8" };
const answers: Record<string, RequestListener> = {
  "/": page(
    "Batterie à plat",
    '<meta property="og:image" content="/photo.png"><meta name="description" content="Que faire ?">',
  ),
  "/photo.png": (_request, response) =>
    void response.writeHead(200, { "content-type": "image/png" }).end(png),
  "/elsewhere": redirect("/"),
  "/round": redirect("/round"),
  "/to-file": redirect("file:///etc/passwd"),
  "/to-port": redirect("http://site.test:5432/"),
  "/to-name": redirect("http://private.test/"),
  "/to-address": redirect("http://127.0.0.1/"),
  "/to-decimal": redirect("http://2130706433/"),
  "/to-mapped": redirect("http://[::ffff:127.0.0.1]/"),
  "/to-credentials": redirect("http://awa:secret@site.test/"),
  "/bad-picture": page(
    "Image ailleurs",
    '<meta property="og:image" content="http://private.test/a.png">',
  ),
  "/data-picture": page(
    "Image dedans",
    '<meta property="og:image" content="data:image/png;base64,AA">',
  ),
  "/huge-picture": page("Image énorme", '<meta property="og:image" content="/huge.png">'),
  "/huge.png": (_request, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    const pour = () => {
      while (response.write(Buffer.alloc(65_536)));
      response.once("drain", pour);
    };
    pour();
  },
  "/endless": (_request, response) => {
    response.writeHead(200, html);
    response.write("<title>Sans fin</title>");
    const pour = () => {
      while (response.write("<p>encore</p>".repeat(1_000)));
      response.once("drain", pour);
    };
    pour();
  },
  "/slow": (_request, response) => {
    response.writeHead(200, html);
    response.write("<title>Lent</title>");
  },
  "/silent": () => {},
  "/gzip": (_request, response) =>
    void response
      .writeHead(200, { ...html, "content-encoding": "gzip" })
      .end(gzipSync("<title>Comprimé</title></head>")),
  "/brotli": (_request, response) =>
    void response
      .writeHead(200, { ...html, "content-encoding": "br" })
      .end(brotliCompressSync("<title>Serré</title></head>")),
  // Zeros without end, a thousand times smaller on the way.
  "/bomb": (_request, response) => {
    response.writeHead(200, { ...html, "content-encoding": "gzip" });
    const folded = createGzip();
    folded.pipe(response);
    folded.write("<title>Bombe</title>");
    const pour = () => {
      while (folded.write(Buffer.alloc(1_000_000)));
      folded.once("drain", pour);
    };
    pour();
    response.once("close", () => folded.destroy());
  },
  "/twice": (_request, response) =>
    void response.writeHead(200, { ...html, "content-encoding": "gzip, gzip" }).end("x"),
  "/pdf": (_request, response) =>
    void response.writeHead(200, { "content-type": "application/pdf" }).end("<title>x</title>"),
  "/error": (_request, response) => void response.writeHead(500, html).end("<title>x</title>"),
  "/latin": (_request, response) =>
    void response
      .writeHead(200, { "content-type": "text/html; charset=iso-8859-1" })
      .end(Buffer.from("<title>Dépannage</title>", "latin1")),
  "/latin-inside": (_request, response) =>
    void response
      .writeHead(200, { "content-type": "text/html" })
      .end(Buffer.from('<meta charset="windows-1252"><title>Dépannage</title>', "latin1")),
  "/nothing": (_request, response) => void response.writeHead(200, html).end("<p>Rien"),
  "/cookie": (_request, response) =>
    void response.writeHead(302, { location: "/", "set-cookie": "who=awa" }).end(),
};

beforeAll(async () => {
  site = await WebSite.open(answers);
});
afterAll(() => site.close());

/** A resolver's double: names that lead where a test says. No name leaves this machine. */
const resolving =
  (names: Readonly<Record<string, readonly string[]>>): Resolve =>
  async (host) =>
    names[host] ?? [];

/** Looks at a path of the site by the name that a test allows. */
function look(path: string, patience = 10_000) {
  const resolve = resolving({ "site.test": ["127.0.0.1"], "private.test": ["10.0.0.5"] });
  const allowed = new Set([`site.test:${site.port}`]);
  return createReadLink({ resolve, allowed }, patience)(
    `http://site.test:${site.port}${path}`,
    never,
  );
}

describe("Looking at a page", () => {
  test("finds what it says of itself, and its picture", async () => {
    expect(await look("/")).toEqual({
      title: "Batterie à plat",
      description: "Que faire ?",
      site: null,
      picture: png,
    });
  });

  test("N14.4: says who asks, and brings no cookie and no trace of who wrote the link", async () => {
    site.asked.length = 0;
    await look("/cookie");
    expect(site.asked.map(({ path }) => path)).toEqual(["/cookie", "/", "/photo.png"]);
    for (const { headers } of site.asked) {
      expect(Object.keys(headers).toSorted()).toEqual([
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "host",
        "user-agent",
      ]);
      expect(headers["user-agent"]).toBe("RelaisLinkPreview/1");
    }
  });

  test.each([
    ["/gzip", "Comprimé"],
    ["/brotli", "Serré"],
    ["/latin", "Dépannage"],
    ["/latin-inside", "Dépannage"],
    ["/elsewhere", "Batterie à plat"],
  ])("reads %s", async (path, title) => {
    expect(await look(path)).toMatchObject({ title });
  });

  test.each(["/pdf", "/error", "/nothing", "/twice", "/missing"])(
    "finds nothing at %s",
    async (path) => {
      expect(await look(path)).toBeNull();
    },
  );
});

describe("N14.4: what leads elsewhere is not followed", () => {
  test.each([
    "/round",
    "/to-file",
    "/to-port",
    "/to-name",
    "/to-address",
    "/to-decimal",
    "/to-mapped",
    "/to-credentials",
  ])("a redirection %s", async (path) => {
    expect(await look(path)).toBeNull();
  });

  test.each([
    ["/bad-picture", "Image ailleurs"],
    ["/data-picture", "Image dedans"],
    ["/huge-picture", "Image énorme"],
  ])("a picture of %s", async (path, title) => {
    expect(await look(path)).toMatchObject({ title, picture: null });
  });

  test("this very machine, which would answer", async () => {
    const read = createReadLink({ resolve: resolving({}), allowed: new Set() });
    site.asked.length = 0;
    expect(await read(`http://127.0.0.1:${site.port}/`, never)).toBeNull();
    expect(await read(`http://[::1]:${site.port}/`, never)).toBeNull();
    expect(site.asked).toEqual([]);
  });

  test.each([
    ["private", ["192.168.1.1"]],
    ["this machine", ["127.0.0.1"]],
    ["version 6", ["::1"]],
    ["a private one behind a public one", ["8.8.8.8", "10.0.0.1"]],
    ["none", []],
  ])("a name whose address is %s", async (_, addresses) => {
    const resolve = vi.fn<Resolve>(resolving({ "site.test": addresses }));
    expect(
      await createReadLink({ resolve, allowed: new Set() })("http://site.test/", never),
    ).toBeNull();
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  test("a name that leads elsewhere the second time: the connection goes where the first one led", async () => {
    const here = await WebSite.open({ "/": page("Le bon") }, "127.0.0.1");
    const there = await WebSite.open({ "/": page("Le mauvais") }, "127.0.0.2", here.port);
    try {
      const answers = [["127.0.0.1"], ["127.0.0.2"]];
      const resolve = vi.fn<Resolve>(async () => answers.shift() ?? []);
      const allowed = new Set([`site.test:${here.port}`]);
      const read = createReadLink({ resolve, allowed });
      expect(await read(`http://site.test:${here.port}/`, never)).toMatchObject({
        title: "Le bon",
      });
      expect(resolve).toHaveBeenCalledTimes(1);
      expect(there.asked).toEqual([]);
    } finally {
      await here.close();
      await there.close();
    }
  });
});

describe("N14.4: what does not end is left", () => {
  test("a page without an end is read as far as it counts", async () => {
    expect(await look("/endless")).toMatchObject({ title: "Sans fin" });
  });

  test("a page that unfolds without measure is left in the middle", async () => {
    expect(await look("/bomb")).toMatchObject({ title: "Bombe" });
  });

  test.each(["/slow", "/silent"])("%s is nothing, once patience ends", async (path) => {
    expect(await look(path, 200)).toBeNull();
  });

  test("stopping breaks off", async () => {
    const stop = new AbortController();
    const allowed = new Set([`site.test:${site.port}`]);
    const read = createReadLink({ resolve: resolving({ "site.test": ["127.0.0.1"] }), allowed });
    const looking = read(`http://site.test:${site.port}/silent`, stop.signal);
    stop.abort();
    await expect(looking).rejects.toThrow("aborted");
  });
});

describe("The same link", () => {
  test("is looked at once for an hour, and once by two at a time", async () => {
    let now = 0;
    const found = { title: "Une fois", description: null, site: null, picture: null };
    const read = vi.fn<ReadLink>(async () => found);
    const remembered = remembering(read, () => now);
    const both = [remembered("https://a.test/", never), remembered("https://a.test/", never)];
    expect(await Promise.all(both)).toEqual([found, found]);
    now += 59 * 60_000;
    await remembered("https://a.test/", never);
    expect(read).toHaveBeenCalledTimes(1);
    now += 2 * 60_000;
    await remembered("https://a.test/", never);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test("is tried again soon when it said nothing, and at once when it was broken off", async () => {
    let now = 0;
    const read = vi.fn<ReadLink>(async () => null);
    const remembered = remembering(read, () => now);
    await remembered("https://a.test/", never);
    now += 11 * 60_000;
    read.mockRejectedValueOnce(new Error("stopped"));
    await expect(remembered("https://a.test/", never)).rejects.toThrow("stopped");
    await remembered("https://a.test/", never);
    expect(read).toHaveBeenCalledTimes(3);
  });

  test("leaves room: many links and heavy pictures push out the oldest", async () => {
    const picture = new Uint8Array(5_000_000);
    const read = vi.fn<ReadLink>(async () => ({
      title: "a",
      description: null,
      site: null,
      picture,
    }));
    const remembered = remembering(read);
    for (let index = 0; index < 10; index += 1) await remembered(`https://${index}.test/`, never);
    await remembered("https://9.test/", never);
    expect(read).toHaveBeenCalledTimes(10);
    await remembered("https://0.test/", never);
    expect(read).toHaveBeenCalledTimes(11);
  });
});
