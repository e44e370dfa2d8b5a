import type { World } from "../target/world.ts";
import type { Caller, Room, WayName } from "./ways.ts";

/** A kind of case, who speaks of it, and the APIs that open its conversation. */
export type Kind = {
  readonly ways: readonly WayName[];
  readonly customer: string;
  readonly worker: string;
  open(world: World, customer: Caller, worker: Caller): Promise<Place>;
};

type Place = Omit<Room, "customer_id" | "worker_id">;

type Opened = { id: string; conversation_id: string | null };

/** Opened by the customer, taken by the worker. */
function taken(kind: string): Kind["open"] {
  return async (world, customer, worker) => {
    const body = { kind, title: "Vue de partout", description: "Une conversation, cinq API." };
    const opened = await world.request<Opened>("POST", "/v1/cases", {
      token: customer.token,
      body,
    });
    const path = `/v1/cases/${opened.body.id}/accept`;
    const { body: theCase } = await world.request<Opened>("POST", path, {
      token: worker.token,
    });
    return { case_id: theCase.id, conversation_id: theCase.conversation_id ?? "" };
  };
}

/** The room of the driver and the client of the delivery that is open in the demonstration. */
async function openRoom(world: World, customer: Caller, { token }: Caller): Promise<Place> {
  type Delivery = { id: string; status: string };
  const list = "/api/v1/deliveries/?page_size=100";
  const { body } = await world.request<{ results: Delivery[] }>("GET", list, { token });
  const open = body.results.find(({ status }) => ["picked_up", "en_route"].includes(status));
  const room = await world.request<{ id: string }>("POST", "/api/v1/chat/rooms/", {
    token,
    body: { other_user_id: customer.id, room_type: "delivery", delivery_id: open?.id },
  });
  return { case_id: open?.id ?? "", conversation_id: room.body.id };
}

/** What two people say to each other: there from their first message on. */
async function meet(world: World, { token }: Caller, worker: Caller): Promise<Place> {
  const body = { receiverId: worker.id, content: "Bonjour" };
  await world.request("POST", "/api/messages", { token, body });
  type Contact = Opened & { assignee: { id: string } | null };
  const list = "/v1/cases?kind=contact";
  const found = await world.request<{ cases: Contact[] }>("GET", list, { token });
  const contact = found.body.cases.find(({ assignee }) => assignee?.id === worker.id);
  return { case_id: contact?.id ?? "", conversation_id: contact?.conversation_id ?? "" };
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
  contact: {
    ways: ["native", "garage", "depannage", "delivery"],
    customer: "client@garage.demo",
    worker: "garagiste@garage.demo",
    open: meet,
  },
  claim: {
    ways: ["native", "claims", "depannage", "delivery"],
    customer: "operations@claims.demo",
    worker: "operations@claims.demo",
    async open(world, _customer, worker) {
      const body = { customer_name: "Paul Mercier" };
      type Begun = { id: string; claim_id: string };
      const path = "/claims/api/conversations";
      const begun = await world.request<Begun>("POST", path, { token: worker.token, body });
      return { case_id: begun.body.claim_id, conversation_id: begun.body.id };
    },
  },
};
