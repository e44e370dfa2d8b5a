import {
  child,
  get,
  limitToLast,
  onChildAdded,
  onDisconnect,
  orderByChild,
  query,
  ref,
  remove,
  set,
  startAt,
} from "@firebase/database";
import { afterEach, describe, expect, test } from "vitest";
import type { Caller, Part } from "./caller.ts";
import { type StreamEvent, TreeStream } from "./event-stream.ts";
import { FirebaseClient, untilValue } from "./firebase.ts";

type Node = Record<string, unknown>;
type Tree = {
  metadata: Node;
  messages: Record<string, Node>;
  typing?: Record<string, Node>;
};
type Put = { path: string; data: unknown };

const isPut =
  (path: (path: string) => boolean) =>
  ({ event, data }: StreamEvent) =>
    ["put", "patch"].includes(event) && path((data as Put).path);

export function treeRules(caller: Caller): void {
  let open: { close(): unknown }[] = [];
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

  const read = <Body>(part: Part, path: string) => caller.get<Body>(part, `/chats/${path}`);
  async function stream(part: Part, path: string): Promise<TreeStream> {
    const mark = path.includes("?") ? "&" : "?";
    const address = `${caller.baseUrl}/chats/${path}${mark}auth=${await caller.token(part)}`;
    const opened = new TreeStream(address);
    open.push(opened);
    return opened;
  }
  async function client(part: Part): Promise<FirebaseClient> {
    const opened = new FirebaseClient(caller.baseUrl, await caller.token(part));
    open.push(opened);
    return opened;
  }
  describe("The tree over REST", () => {
    test("L5.1: a room has its metadata and messages as the document lists them", async () => {
      const room = await caller.room();
      const sent = (await caller.say("driver", room.id, "Message content")).body;
      const { status, body, headers } = await read<Tree>("client", `${room.id}.json`);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toContain("application/json");
      expect(body.metadata).toEqual({
        id: room.id,
        room_type: "delivery",
        driver_id: await caller.idOf("driver"),
        other_user_id: await caller.idOf("client"),
        delivery_id: room.delivery_info?.id,
        created_at: expect.stringMatching(/Z$/),
        is_active: true,
        last_message_text: "Message content",
        last_message_at: sent.created_at,
        last_message_sender_id: await caller.idOf("driver"),
      });
      // A place without a value is absent: latitude, longitude, read_at.
      expect(body.messages[sent.id]).toEqual({
        id: sent.id,
        sender_id: await caller.idOf("driver"),
        message_type: "text",
        text: "Message content",
        image_url: "",
        timestamp: sent.created_at,
        is_read: false,
      });
      await caller.post("client", `/api/v1/chat/rooms/${room.id}/mark_as_read/`);
      const { body: node } = await read<Node>("driver", `${room.id}/messages/${sent.id}.json`);
      expect(node).toMatchObject({ is_read: true, read_at: expect.stringMatching(/Z$/) });
    });

    test("L5.2: every place below has its own address; where nothing stands is null", async () => {
      const { id } = await caller.room();
      await caller.say("driver", id, "Bonjour");
      expect((await read("client", `${id}/metadata/last_message_text.json`)).body).toBe("Bonjour");
      expect((await read("client", `${id}/messages/none.json`)).body).toBeNull();
      const shallow = (await read<Tree>("client", `${id}.json?shallow=true`)).body;
      expect(shallow).toMatchObject({ metadata: true, messages: true });
      const two = await read<Tree["messages"]>(
        "client",
        `${id}/messages.json?orderBy="timestamp"&limitToLast=2`,
      );
      expect(Object.keys(two.body)).toHaveLength(2);
      expect(Object.values(two.body).map(({ text }) => text)).toContain("Bonjour");
      const [last] = Object.values(two.body)
        .map(({ timestamp }) => String(timestamp))
        .toSorted()
        .slice(-1);
      const since = await read<Tree["messages"]>(
        "client",
        `${id}/messages.json?orderBy="timestamp"&startAt="${last}"`,
      );
      expect(Object.keys(since.body)).toHaveLength(1);
      for (const wrong of [
        "limitToLast=2",
        "orderBy=timestamp",
        'orderBy="timestamp"&limitToLast=x',
      ]) {
        const refused = await read<{ error: string }>("client", `${id}/messages.json?${wrong}`);
        expect(refused.status).toBe(400);
        expect(refused.body.error).toMatch(/orderBy|limitToLast/);
      }
    });

    test("L5.3: the tree holds the 50 newest messages", async () => {
      const { id } = (await caller.openRoom("driver", { other: "merchant" })).body;
      for (let index = 0; index < 52; index += 1) await caller.say("driver", id, `${index}`);
      const { body } = await read<Tree["messages"]>("merchant", `${id}/messages.json`);
      const texts = Object.values(body).map(({ text }) => text);
      expect(texts).toHaveLength(50);
      expect(texts).toContain("51");
      expect(texts).not.toContain("1");
    });

    test("L5.4: 401 without a token, 403 for a stranger of the organization, 404 for everything else", async () => {
      const { id } = await caller.room();
      for (const path of [`/chats/${id}.json`, `/chats/${id}/messages.json`]) {
        expect((await caller.call(undefined, "GET", path)).status).toBe(401);
        expect((await caller.call(undefined, "GET", `${path}?auth=a.b.c`)).status).toBe(401);
        const stranger = await caller.get<{ error: string }>("merchant", path);
        expect(stranger.status).toBe(403);
        expect(stranger.body).toEqual({ error: expect.any(String) });
        expect((await caller.get("outsider", path)).status).toBe(404);
      }
      for (const path of ["/chats/none.json", "/chats/.json", `/chats/${id}`]) {
        expect((await caller.get("client", path)).status).toBe(404);
      }
      const stranger = new TreeStream(
        `${caller.baseUrl}/chats/${id}.json?auth=${await caller.token("merchant")}`,
      );
      expect(await stranger.status).toBe(403);
    });

    test("L5.5: one writes that one is writing, at one's own place, and nothing else", async () => {
      const { id } = await caller.room();
      const me = await caller.idOf("driver");
      const timestamp = new Date().toISOString();
      const write = (method: string, path: string, body: unknown, part: Part = "driver") =>
        caller.call(part, method, `/chats/${id}/${path}.json`, body);
      const put = await write("PUT", `typing/${me}`, { timestamp });
      expect([put.status, put.body]).toEqual([200, { timestamp }]);
      const { body } = await read<Tree["typing"]>("client", `${id}/typing.json`);
      expect(body?.[me]).toEqual({ timestamp: expect.stringMatching(/Z$/) });
      expect((await write("DELETE", `typing/${me}`, undefined)).status).toBe(200);
      expect((await read("client", `${id}/typing/${me}.json`)).body).toBeNull();
      const other = await caller.idOf("client");
      for (const path of [`typing/${other}`, "messages/x", "metadata", "typing"]) {
        expect((await write("PUT", path, { a: 1 })).status).toBe(403);
      }
      expect((await write("PUT", `typing/${me}`, { timestamp }, "outsider")).status).toBe(404);
      expect(
        (await caller.call("merchant", "PUT", `/chats/${id}/typing/${me}.json`, 1)).status,
      ).toBe(403);
    });
  });

  describe("Streaming", () => {
    test("L6.1: begins with everything, then says what changes, in order", async () => {
      const { id } = await caller.room();
      const before = (await caller.say("driver", id, "avant")).body;
      const stream1 = await stream("client", `${id}/messages.json`);
      const first = await stream1.next();
      expect(first.event).toBe("put");
      expect(first.data).toMatchObject({ path: "/" });
      expect((first.data as { data: Tree["messages"] }).data[before.id]?.text).toBe("avant");
      const sent = (await caller.say("driver", id, "après")).body;
      const next = await stream1.next(isPut((path) => path === `/${sent.id}`));
      expect(next.data).toMatchObject({ data: { text: "après", is_read: false } });
      await caller.post("client", `/api/v1/chat/rooms/${id}/mark_as_read/`);
      const read1 = await stream1.next(
        ({ event, data }) => event === "patch" && (data as Put).path === `/${sent.id}`,
      );
      expect((read1.data as Put).data).toMatchObject({ is_read: true });
    });

    test("L6.2: what was missed while away is in the first put", async () => {
      const { id } = await caller.room();
      const away = await stream("client", `${id}/messages.json`);
      await away.next();
      away.close();
      const missed = (await caller.say("driver", id, "manqué")).body;
      const again = await stream("client", `${id}/messages.json`);
      const { data } = (await again.next()).data as { data: Tree["messages"] };
      expect(data[missed.id]?.text).toBe("manqué");
    });

    test("L6.3: metadata and typing change where they stand", async () => {
      const { id } = await caller.room();
      const me = await caller.idOf("driver");
      const [all, typing] = [
        await stream("client", `${id}.json`),
        await stream("client", `${id}/typing/${me}.json`),
      ];
      await all.next();
      expect((await typing.next()).data).toEqual({ path: "/", data: null });
      await caller.say("driver", id, "nouveau");
      const metadata = await all.next(isPut((path) => path === "/metadata"));
      expect((metadata.data as Put).data).toMatchObject({ last_message_text: "nouveau" });
      const place = `/chats/${id}/typing/${me}.json`;
      await caller.call("driver", "PUT", place, { timestamp: new Date().toISOString() });
      expect((await typing.next()).data).toMatchObject({
        path: "/",
        data: { timestamp: expect.any(String) },
      });
      await caller.call("driver", "DELETE", place);
      await typing.next(({ data }) => (data as Put).data === null);
    });

    test("L6.4: with a query, only what is within it is told", async () => {
      const { id } = await caller.room();
      const last = await stream("client", `${id}/messages.json?orderBy="timestamp"&limitToLast=1`);
      const first = ((await last.next()).data as { data: Tree["messages"] }).data;
      expect(Object.keys(first)).toHaveLength(1);
      const sent = (await caller.say("driver", id, "le dernier")).body;
      const seen = [(await last.next()).data as Put, (await last.next()).data as Put];
      expect(seen.map(({ path }) => path).toSorted()).toEqual(
        [`/${Object.keys(first)[0]}`, `/${sent.id}`].toSorted(),
      );
      expect(seen.find(({ path }) => path !== `/${sent.id}`)?.data).toBeNull();
    });
  });

  describe("A stock Firebase client", () => {
    test("L7.1: listens to messages by their time, and hears what is sent over HTTP", async () => {
      const { id } = await caller.room();
      const { database } = await client("client");
      const heard: string[] = [];
      const messages = query(ref(database, `chats/${id}/messages`), orderByChild("timestamp"));
      const arrived = new Promise<void>((resolve, reject) => {
        onChildAdded(
          messages,
          (snapshot) => {
            const { text } = snapshot.val() as { text: string };
            heard.push(text);
            if (text === "J'arrive dans 5 minutes") resolve();
          },
          reject,
        );
      });
      await untilValue(messages, (snapshot) => snapshot.exists());
      await caller.say("driver", id, "J'arrive dans 5 minutes");
      await arrived;
      expect(heard.at(-1)).toBe("J'arrive dans 5 minutes");
    });

    test("L7.2: reads once, and through a query", async () => {
      const { id } = await caller.room();
      const sent = (await caller.say("driver", id, "une fois")).body;
      const { database } = await client("client");
      const all = ref(database, `chats/${id}/messages`);
      expect((await get(child(all, sent.id))).val()).toMatchObject({ text: "une fois" });
      const last = await get(query(all, orderByChild("timestamp"), limitToLast(1)));
      expect(Object.keys(last.val() as object)).toEqual([sent.id]);
      const window = query(
        all,
        orderByChild("timestamp"),
        startAt(sent.created_at),
        limitToLast(1),
      );
      await untilValue(window, (snapshot) => snapshot.hasChild(sent.id));
      const newer = (await caller.say("driver", id, "encore")).body;
      const now = await untilValue(window, (snapshot) => snapshot.hasChild(newer.id));
      expect(now.size).toBe(1);
    });

    test("L7.3: says that one is writing; the other sees it, and that it ended with the connection", async () => {
      const { id } = await caller.room();
      const [driver, other] = [await client("driver"), await client("client")];
      const place = `chats/${id}/typing/${await caller.idOf("driver")}`;
      const [mine, seen] = [ref(driver.database, place), ref(other.database, place)];
      await untilValue(seen, (snapshot) => !snapshot.exists());
      await onDisconnect(mine).remove();
      await set(mine, { timestamp: new Date().toISOString() });
      await untilValue(seen, (snapshot) => snapshot.exists());
      await remove(mine);
      await untilValue(seen, (snapshot) => !snapshot.exists());
      await set(mine, { timestamp: new Date().toISOString() });
      await untilValue(seen, (snapshot) => snapshot.exists());
      await driver.close();
      await untilValue(seen, (snapshot) => !snapshot.exists());
    });

    test("L7.4: nobody reads a neighbour's room, or writes but at their own place", async () => {
      const { id } = await caller.room();
      const [stranger, outsider, own] = [
        await client("merchant"),
        await client("outsider"),
        await client("client"),
      ];
      for (const { database } of [stranger, outsider]) {
        const place = ref(database, `chats/${id}/messages`);
        await expect(untilValue(place, () => true)).rejects.toThrow(/permission_denied/i);
        await expect(get(place)).rejects.toThrow(/permission/i);
      }
      const { database } = own;
      await expect(untilValue(ref(database, "chats"), () => true)).rejects.toThrow(
        /permission_denied/i,
      );
      const forged = ref(database, `chats/${id}/messages/forged`);
      await expect(set(forged, { text: "faux" })).rejects.toThrow(/permission_denied/i);
      const theirs = ref(database, `chats/${id}/typing/${await caller.idOf("driver")}`);
      await expect(set(theirs, { timestamp: "x" })).rejects.toThrow(/permission_denied/i);
    });

    test("L7.8: pings are answered", async () => {
      const address = `${caller.baseUrl.replace(/^http/, "ws")}/.ws?v=5&ns=relais`;
      const socket = new WebSocket(address);
      open.push(socket);
      const heard = new Promise<string>((resolve) => {
        socket.addEventListener("message", ({ data }) => {
          const said = JSON.parse(String(data)) as { t: string; d: { t: string } };
          if (said.d.t === "h") socket.send(JSON.stringify({ t: "c", d: { t: "p", d: {} } }));
          else resolve(said.d.t);
        });
      });
      expect(await heard).toBe("o");
    });
  });
}
