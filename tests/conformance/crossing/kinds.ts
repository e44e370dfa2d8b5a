import type { World } from "../target/world.ts";
import type { Room, WayName } from "./ways.ts";

/** A kind of case, who speaks of it, and the APIs that open its conversation. */
export type Kind = {
  readonly ways: readonly WayName[];
  readonly customer: string;
  readonly worker: string;
  open(world: World, customer: string, worker: string): Promise<Room>;
};

type Opened = { id: string; conversation_id: string | null };

/** Opened by the customer, taken by the worker. */
function taken(kind: string): Kind["open"] {
  return async (world, customer, worker) => {
    const body = { kind, title: "Vue de partout", description: "Une conversation, cinq API." };
    const opened = await world.request<Opened>("POST", "/v1/cases", { token: customer, body });
    const path = `/v1/cases/${opened.body.id}/accept`;
    const { body: theCase } = await world.request<Opened>("POST", path, { token: worker });
    return { case_id: theCase.id, conversation_id: theCase.conversation_id ?? "" };
  };
}

/** The room of the driver and the client of the delivery that is open in the demonstration. */
async function openRoom(world: World, customer: string, worker: string): Promise<Room> {
  type Delivery = { id: string; status: string };
  const list = "/api/v1/deliveries/?page_size=100";
  const { body } = await world.request<{ results: Delivery[] }>("GET", list, { token: worker });
  const open = body.results.find(({ status }) => ["picked_up", "en_route"].includes(status));
  const me = await world.request<{ id: string }>("GET", "/v1/me", { token: customer });
  const room = await world.request<{ id: string }>("POST", "/api/v1/chat/rooms/", {
    token: worker,
    body: { other_user_id: me.body.id, room_type: "delivery", delivery_id: open?.id },
  });
  return { case_id: open?.id ?? "", conversation_id: room.body.id };
}

/** Which API opens which conversations, as all five APIs agree. */
export const kinds: Readonly<Record<string, Kind>> = {
  request: {
    ways: ["native", "depannage", "delivery"],
    customer: "client@depannage.demo",
    worker: "technicien@depannage.demo",
    open: taken("request"),
  },
  ticket: {
    ways: ["native", "tickets", "depannage", "delivery"],
    customer: "employe@tickets.demo",
    worker: "technicien@tickets.demo",
    open: taken("ticket"),
  },
  delivery: {
    ways: ["native", "delivery", "depannage"],
    customer: "client@delivery.demo",
    worker: "livreur@delivery.demo",
    open: openRoom,
  },
  claim: {
    ways: ["native", "claims", "depannage", "delivery"],
    customer: "operations@claims.demo",
    worker: "operations@claims.demo",
    async open(world, _customer, worker) {
      const body = { customer_name: "Paul Mercier" };
      type Begun = { id: string; claim_id: string };
      const begun = await world.request<Begun>("POST", "/claims/api/conversations", {
        token: worker,
        body,
      });
      return { case_id: begun.body.claim_id, conversation_id: begun.body.id };
    },
  },
};
