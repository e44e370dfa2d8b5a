import { describe, expect, it } from "vitest";
import { fakeRefusal } from "../testing/fake-fetch.ts";
import { turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";
import type { Client } from "../index.ts";

type Shared = ReturnType<World["server"]["addConversation"]>;

async function following(client: Client, shared: Shared) {
  const conversation = client.conversation(shared.id);
  conversation.view.subscribe(() => {});
  await until(conversation.view, (view) => view.status === "ready");
  return conversation;
}

/** As the server ends what somebody follows who takes part no more. */
const leave = (world: World, { id: conversation_id }: Shared) =>
  world.server.connections
    .at(-1)
    ?.send({ type: "refused", conversation_id, ...fakeRefusal("forbidden") });

describe("P5 N3.9: a conversation that the person may read no more", () => {
  it("is dropped with all that was held of it, and what they had not sent stays", async () => {
    const world = createWorld();
    const { awa } = world.server.cast;
    const client = world.client(awa);
    client.start();
    const [one, other] = [world.server.addConversation(), world.server.addConversation()];
    one.say(awa, "Bonjour");
    one.case = { ...one.case, title: "Pompe bruyante" };
    other.case = { ...other.case, title: "Fuite au garage" };
    const first = await following(client, one);
    const second = await following(client, other);
    world.server.refuse("send", "forbidden", {}, 2);
    first.send("Je suis devant la porte");
    second.send("Laissez la clé au gardien");
    await turn();
    leave(world, one);
    leave(world, other);
    await turn();
    expect(first.view.get()).toMatchObject({
      status: "refused",
      refusal: { code: "forbidden" },
      state: null,
      messages: [{ text: "Je suis devant la porte", delivery: "failed" }],
    });
    // Nothing else says any more which is which.
    expect([first, second].map(({ view }) => view.get().subject)).toEqual([
      "Pompe bruyante",
      "Fuite au garage",
    ]);
    expect(client.failedIn.get()).toEqual([one.id, other.id]);
  });
});
