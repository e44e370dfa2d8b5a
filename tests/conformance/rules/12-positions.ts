import type {
  CaseView,
  ConversationEvent,
  ConversationState,
  PositionShare,
  Sent,
} from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { type Peer, pause } from "../peers/peer.ts";
import type { World } from "../target/world.ts";

const bamako = { latitude: 12.6392, longitude: -8.0029 };
const northOf = (metres: number) => ({
  ...bamako,
  latitude: bamako.latitude + metres / 111_195,
});

export function positionRules(world: World): void {
  describe("12. Positions", () => {
    test("N12.1 a position is a message with a geo: URI, once however often it is sent", async () => {
      const { id } = await world.newTalk();
      const body = { ...bamako, accuracy_m: 15, client_id: "here" };
      const path = `/v1/conversations/${id}/positions`;
      const first = await world.as<Sent>("worker", "POST", path, body);
      expect(first.status).toBe(201);
      expect((await world.as<Sent>("worker", "POST", path, body)).body).toEqual(first.body);
      const { messages } = await open(world, id);
      expect(messages.filter(({ kind }) => kind === "position")).toMatchObject([
        { text: "geo:12.63920,-8.00290;u=15", client_id: "here" },
      ]);
      const other = await world.as("worker", "POST", path, { ...body, latitude: 13 });
      expect([other.status, other.body.code]).toEqual([409, "client_id_reused"]);
    });

    test("N12.2 a share is started and stopped in the journal, and begun anew replaces itself", async () => {
      const { id } = await world.newTalk();
      const customer = await world.connect("customer");
      await customer.follow(id);
      const first = await share(world, id);
      const second = await share(world, id, { until: "15_minutes" });
      expect((await open(world, id)).shares).toEqual([second]);
      const path = `/v1/conversations/${id}/position-share`;
      for (let time = 0; time < 2; time += 1) {
        expect((await world.as("worker", "DELETE", path)).status).toBe(204);
      }
      const { seq, shares } = await open(world, id);
      expect(shares).toEqual([]);
      await customer.until(id, seq);
      expect(positionEvents(customer, id)).toEqual([
        ["position.started", first.id],
        ["position.ended", first.id],
        ["position.started", second.id],
        ["position.ended", second.id],
      ]);
    });

    test("N12.2 without a place to arrive at, or after the case ended, nothing starts", async () => {
      const { id, caseId } = await world.newTalk();
      const start = (until: string) =>
        world.as("worker", "POST", `/v1/conversations/${id}/position-share`, { until });
      expect((await start("arrival")).body.code).toBe("destination_unknown");
      await world.as("worker", "POST", `/v1/cases/${caseId}/status`, { status: "cancelled" });
      expect((await start("1_hour")).body.code).toBe("conversation_closed");
    });

    test("N12.3 a share ends on arrival at the place of the case", async () => {
      const { id } = await talkAt(world);
      await share(world, id, { until: "arrival" });
      const customer = await world.connect("customer");
      await customer.follow(id);
      const worker = await world.connect("worker");
      expect(await worker.ask(position(id, northOf(300)))).toMatchObject({ type: "ack" });
      const { fix, arrival } = await customer.next("position");
      expect(fix).toMatchObject(northOf(300));
      expect(arrival?.distance_m).toBeGreaterThan(250);
      await sayWhenAllowed(worker, position(id, northOf(30), 60_000));
      const ended = await customer.next("events");
      expect(ended.events).toMatchObject([{ type: "position.ended", data: { reason: "arrived" } }]);
      expect((await open(world, id)).shares).toEqual([]);
    });

    test("N12.3 a share ends with the sign-in that it was started with", async () => {
      const { id } = await world.newTalk();
      const { access_token: token } = await world.signIn("worker");
      const path = `/v1/conversations/${id}/position-share`;
      await world.request("POST", path, { token, body: { until: "1_hour" } });
      const customer = await world.connect("customer");
      await customer.follow(id);
      await world.request("POST", "/v1/sessions/sign-out", { token, body: {} });
      const { events } = await customer.next("events");
      expect(events).toMatchObject([{ type: "position.ended", data: { reason: "stopped" } }]);
    });

    test("N12.4 positions come at most every 2 s, for a live share, and are never journaled", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const early = await worker.refusal(position(id, bamako));
      expect(early).toMatchObject({ code: "position_not_shared", retry: "never" });
      await share(world, id);
      const { seq } = await worker.follow(id);
      await sayWhenAllowed(worker, position(id, bamako, 10_000));
      const fast = await worker.refusal(position(id, bamako, 11_000));
      expect(fast.code).toBe("too_many_requests");
      expect(fast.retry_after_ms).toBeGreaterThan(0);
      expect((await open(world, id)).seq).toBe(seq);
    });

    test("N12.5 what cannot be is refused by name", async () => {
      const { id } = await world.newTalk();
      await share(world, id);
      const worker = await world.connect("worker");
      const nowhere = await worker.refusal(position(id, { latitude: 0, longitude: 0 }));
      expect(nowhere).toMatchObject({
        code: "position_refused",
        fields: { position: "null_island" },
      });
    });

    test("N12.6 who follows hears where somebody is, who comes later hears the last", async () => {
      const { id } = await world.newTalk();
      const live = await share(world, id);
      const customer = await world.connect("customer");
      await customer.follow(id);
      const outsider = await world.connect("outsider");
      const stranger = await world.connect("stranger");
      const worker = await world.connect("worker");
      await worker.ask(position(id, bamako));
      const heard = await customer.next("position");
      expect(heard).toMatchObject({
        conversation_id: id,
        share_id: live.id,
        user_id: (await world.who("worker")).id,
        fix: { ...bamako, accuracy_m: 10 },
        arrival: null,
      });
      const late = await world.connect("customer");
      await late.follow(id);
      expect(await late.next("position")).toEqual(heard);
      const order = late.frames.map(({ type }) => type);
      expect(order.indexOf("subscribed")).toBeLessThan(order.indexOf("position"));

      expect((await outsider.refusal(position(id, bamako))).code).toBe("not_found");
      expect((await stranger.refusal(position(id, bamako))).code).toBe("forbidden");
      await Promise.all([outsider.fence(), stranger.fence()]);
      expect([...outsider.seen("position"), ...stranger.seen("position")]).toEqual([]);
    });

    test("N12.7 with the case the share ends, and the last position is told to nobody", async () => {
      const { id, caseId } = await world.newTalk();
      await share(world, id);
      const worker = await world.connect("worker");
      await worker.ask(position(id, bamako));
      await world.as("worker", "POST", `/v1/cases/${caseId}/status`, { status: "cancelled" });
      const late = await world.connect("customer");
      const { snapshot } = await late.follow(id);
      await late.fence();
      expect(snapshot?.shares).toEqual([]);
      expect(late.seen("position")).toEqual([]);
    });
  });
}

async function open(world: World, id: string): Promise<ConversationState> {
  const path = `/v1/conversations/${id}`;
  return (await world.as<ConversationState>("customer", "GET", path)).body;
}

async function share(world: World, id: string, body = { until: "1_hour" }): Promise<PositionShare> {
  const path = `/v1/conversations/${id}/position-share`;
  const answer = await world.as<PositionShare>("worker", "POST", path, body);
  if (answer.status !== 201) throw new Error(`no share: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A conversation about a car that stands at a known place. */
async function talkAt(world: World): Promise<{ id: string }> {
  const body = { kind: "request", title: "Panne au marché", ...bamako };
  const opened = await world.as<CaseView>("customer", "POST", "/v1/cases", body);
  const taken = await world.as<CaseView>("worker", "POST", `/v1/cases/${opened.body.id}/accept`);
  return { id: taken.body.conversation_id ?? "" };
}

/** A measure of a phone whose clock shows so many milliseconds since the test began. */
function position(conversation_id: string, place: typeof bamako, clock = 0) {
  const at = new Date(Date.UTC(2026, 0, 1) + clock).toISOString();
  return { type: "position", conversation_id, ...place, accuracy_m: 10, at, age_ms: 0 } as const;
}

/** Tries until the two seconds since the one before are over. */
async function sayWhenAllowed(peer: Peer, frame: ReturnType<typeof position>): Promise<void> {
  for (;;) {
    const answer = await peer.ask(frame);
    if (answer.type === "ack") return;
    if (answer.type !== "refused" || answer.code !== "too_many_requests") {
      throw new Error(`not taken: ${JSON.stringify(answer)}`);
    }
    await pause(answer.retry_after_ms ?? 0);
  }
}

function positionEvents(peer: Peer, id: string): [string, string][] {
  return peer.eventsOf(id).flatMap((event: ConversationEvent): [string, string][] => {
    if (event.type === "position.started") return [[event.type, event.data.share.id]];
    return event.type === "position.ended" ? [[event.type, event.data.share_id]] : [];
  });
}
