// @vitest-environment happy-dom
import { until } from "@relais/client/testing";
import { act } from "react";
import { describe, expect, it, vi } from "vitest";
import { Conversation } from "../index.ts";
import { settle, usePage } from "../testing/stage.fixture.tsx";

// Nothing has a size here. Without what draws long lists all rows are drawn, as on a first visit without a network.
vi.mock("virtua", () => {
  throw new Error("not here");
});

const stage = usePage();

const bubbles = () => stage.texts(".relais-bubble .relais-text");
const french = { language: "fr" } as const;

describe("Conversation", () => {
  it("shows what was said, by whom and how far it came, and what arrives", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.awa, "Bonjour");
    talk.say(stage.server.cast.moussa, "J’arrive");
    await stage.show(<Conversation id={talk.id} {...french} />);
    expect(bubbles()).toEqual(["Bonjour", "J’arrive"]);
    expect(stage.texts(".relais-day")).toEqual(["Aujourd’hui"]);
    expect(stage.texts(".relais-row[data-mine] .relais-tick")).toEqual(["Envoyé"]);
    await act(async () => {
      talk.advance(stage.server.cast.moussa, { read: 1 });
      talk.say(stage.server.cast.moussa, "Coupez le moteur");
    });
    await settle();
    expect(bubbles()).toContain("Coupez le moteur");
    expect(stage.texts(".relais-row[data-mine] .relais-tick")).toEqual(["Lu"]);
    expect(stage.texts(".relais-hidden[aria-live]")).toEqual([
      "Moussa Keïta\u00a0: Coupez le moteur",
    ]);
  });

  it("says the same words once more when they come once more", async () => {
    const talk = stage.server.addConversation();
    await stage.show(<Conversation id={talk.id} {...french} />);
    const said = () => stage.page.querySelector(".relais-hidden[aria-live] > p");
    const heard: (Element | null)[] = [];
    for (const text of ["Allô", "Allô"]) {
      await act(async () => talk.say(stage.server.cast.moussa, text));
      await settle();
      expect(said()?.textContent).toBe("Moussa Keïta\u00a0: Allô");
      heard.push(said());
    }
    expect(heard[0]).not.toBe(heard[1]);
  });

  it("puts a line before what waits to be read", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.moussa, "Bonjour");
    talk.say(stage.server.cast.moussa, "Où êtes-vous");
    await stage.show(<Conversation id={talk.id} {...french} />);
    expect(stage.texts(".relais-unread-line")).toEqual(["2 messages non lus"]);
  });

  it("never takes a text for a page", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.moussa, "<img src=x onerror=alert(1)>");
    await stage.show(<Conversation id={talk.id} {...french} />);
    expect(bubbles()).toEqual(["<img src=x onerror=alert(1)>"]);
    expect(stage.page.querySelector(".relais-bubble img")).toBeNull();
  });

  it("keeps what was refused, with a way to try again and one to give up", async () => {
    const talk = stage.server.addConversation();
    stage.server.refuse("send", "conversation_closed");
    const client = await stage.show(<Conversation id={talk.id} {...french} />);
    await act(async () => void client.conversation(talk.id).send("Bonjour"));
    await settle();
    expect(stage.texts(".relais-refused strong")).toEqual(["Non envoyé"]);
    await stage.press("Réessayer");
    expect(stage.texts(".relais-refused")).toEqual([]);
    expect(talk.messages.map(({ text }) => text)).toEqual(["Bonjour"]);
  });

  it("offers what one may do with a message, and asks before it deletes", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.awa, "Fausse manœuvre");
    await stage.show(<Conversation id={talk.id} {...french} />);
    await stage.press("Actions du message");
    await stage.press("Supprimer");
    expect(talk.messages[0]?.deleted_at).toBeNull();
    await stage.press("Supprimer");
    expect(talk.messages[0]?.deleted_at).not.toBeNull();
    expect(stage.texts(".relais-tombstone")).toEqual(["Message supprimé"]);
  });

  it("is one stop of the keyboard, whose arrows go from message to message and name it", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.awa, "Bonjour");
    talk.say(stage.server.cast.moussa, "J’arrive");
    await stage.show(<Conversation id={talk.id} {...french} />);
    const log = stage.page.querySelector<HTMLElement>("[role=log]");
    const stops = [...(log?.querySelectorAll("button") ?? [])].filter(
      ({ tabIndex }) => tabIndex >= 0,
    );
    expect(stops).toEqual([]);
    await act(async () => log?.focus());
    await vi.dynamicImportSettled();
    const went = ["ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowDown"].map((key) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      const named = (name: string) => document.activeElement?.getAttribute(name);
      return `${named("aria-label")} | ${named("aria-description")}`;
    });
    expect(went).toEqual([
      "Actions du message | Moussa Keïta, J’arrive",
      "Actions du message | Vous, Bonjour",
      "Répondre | Vous, Bonjour",
      "Actions du message | Moussa Keïta, J’arrive",
      "Actions du message | Moussa Keïta, J’arrive",
    ]);
  });

  it("does not offer to rewrite or delete what somebody else said", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.moussa, "J’arrive");
    await stage.show(<Conversation id={talk.id} {...french} />);
    await stage.press("Actions du message");
    const offered = stage.texts("dialog > button");
    expect(offered.join()).toContain("Répondre");
    expect(offered.join()).not.toMatch(/Modifier|Supprimer/);
  });

  it("P5: says in words that a conversation is not for the viewer, and offers no field", async () => {
    await stage.show(<Conversation id={stage.server.nextId()} language="en" />);
    expect(stage.texts(".relais-sentence strong")).toEqual(["This conversation cannot be opened"]);
    expect(stage.page.querySelector("textarea")).toBeNull();
  });

  it("says that there is no network where the conversation is not here yet, and shows it once there is", async () => {
    const talk = stage.server.addConversation();
    talk.say(stage.server.cast.moussa, "Bonjour");
    stage.server.block("websocket");
    stage.server.block("http");
    const client = await stage.show(<Conversation id={talk.id} {...french} />);
    await act(async () => {
      await until(client.connection, (state) => "attempt" in state && state.attempt > 0);
    });
    expect(stage.texts(".relais-sentence strong")).toEqual(["Pas de connexion"]);
    stage.server.unblock("websocket");
    stage.server.unblock("http");
    await act(async () => {
      await until(client.connection, ({ status }) => status === "connected");
    });
    await settle();
    expect(bubbles()).toEqual(["Bonjour"]);
  });

  it("closes with its case", async () => {
    const talk = stage.server.addConversation();
    await stage.show(<Conversation id={talk.id} {...french} />);
    expect(stage.page.querySelector("textarea")).not.toBeNull();
    await act(async () =>
      talk.changeCase({ status: "done" }, { from: "open", to: "done", note: null }),
    );
    await settle();
    expect(stage.texts(".relais-instead")).toEqual(["Cette conversation est close."]);
    expect(stage.page.querySelector("textarea")).toBeNull();
  });

  it("speaks the language and wears the theme that it is given", async () => {
    const talk = stage.server.addConversation();
    await stage.show(<Conversation id={talk.id} language="en" theme="dark" className="mine" />);
    const frame = stage.page.querySelector("section");
    expect(frame?.lang).toBe("en");
    expect(frame?.dataset.theme).toBe("dark");
    expect(frame?.className).toBe("relais relais-conversation mine");
    expect(stage.texts(".relais-empty")).toEqual(["No message yet. Write the first one."]);
  });
});
