// @vitest-environment happy-dom
import { createClient, createSession } from "@relais/client";
import { createFakeServer, type FakeServer, turn, until } from "@relais/client/testing";
import { act, type ReactNode, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  RelaisProvider,
  useCases,
  useClient,
  useConnection,
  useConversation,
  usePositions,
  useSession,
} from "./index.ts";

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.body.appendChild(document.createElement("main"));
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const clientOf = (server: FakeServer) => createClient(server.clientOptions(server.cast.awa));
const render = (children: ReactNode) =>
  act(async () => {
    root.render(<StrictMode>{children}</StrictMode>);
    await turn();
  });

function Conversation({ id }: { id: string }) {
  const { view } = useConversation(id);
  return (
    <ol>
      {view.messages.map((message) => (
        <li key={message.key}>{`${message.text} (${message.delivery})`}</li>
      ))}
    </ol>
  );
}

function Whereabouts({ id }: { id: string }) {
  const { shares } = usePositions(id);
  return shares.map(({ share, mine, latest }) => (
    <p key={share.id}>{`${mine ? "mine" : "theirs"}: ${latest?.fix.latitude ?? "unknown"}`}</p>
  ));
}

function Overview() {
  const connection = useConnection();
  const { cases } = useCases();
  return <p>{`${connection.status}: ${cases.map(({ title }) => title).join(", ")}`}</p>;
}

function Name() {
  const { state } = useSession();
  return <p>{state.status === "signed_in" ? state.user.full_name : "personne"}</p>;
}

function Lost() {
  useClient();
  return null;
}

describe("the hooks", () => {
  it("show a conversation, and again when something happens in it", async () => {
    const server = createFakeServer();
    const shared = server.addConversation();
    const client = clientOf(server);
    client.start();
    await render(
      <RelaisProvider client={client}>
        <Conversation id={shared.id} />
      </RelaisProvider>,
    );
    await act(async () => {
      client.conversation(shared.id).send("Bonjour");
      shared.say(server.cast.moussa, "J’arrive");
      await turn();
      await turn();
    });
    expect([...page.querySelectorAll("li")].map((line) => line.textContent).sort()).toEqual([
      "Bonjour (sent)",
      "J’arrive (received)",
    ]);
    await act(() => client.stop());
  });

  it("show who shows where they are, and where", async () => {
    const server = createFakeServer();
    const shared = server.addConversation();
    const client = clientOf(server);
    client.start();
    await render(
      <RelaisProvider client={client}>
        <Whereabouts id={shared.id} />
      </RelaisProvider>,
    );
    const { id: user_id } = server.cast.moussa;
    const at = new Date().toISOString();
    const share = { id: user_id, user_id, until: "1_hour", destination: null } as const;
    await act(async () => {
      shared.startShare({ ...share, started_at: at, ends_at: at });
      await turn();
      await turn();
    });
    expect(page.textContent).toBe("theirs: unknown");
    await act(async () => {
      server.open()[0]?.send({
        type: "position",
        conversation_id: shared.id,
        share_id: user_id,
        user_id,
        fix: { latitude: 12.5, longitude: -8, accuracy_m: 9, at },
        arrival: null,
      });
      await turn();
      await turn();
    });
    expect(page.textContent).toBe("theirs: 12.5");
    await act(() => client.stop());
  });

  it("show the connection and the list of cases", async () => {
    const server = createFakeServer();
    server.addCase({ title: "Batterie à plat" });
    const client = clientOf(server);
    await render(
      <RelaisProvider client={client}>
        <Overview />
      </RelaisProvider>,
    );
    expect(page.textContent).toBe("disconnected: ");
    await act(async () => {
      client.start();
      await until(client.cases, ({ status }) => status === "ready");
      await turn();
    });
    expect(page.textContent).toBe("connected: Batterie à plat");
    await act(() => client.stop());
  });

  it("show who is signed in", async () => {
    const server = createFakeServer();
    const session = createSession({ baseUrl: server.url, fetch: server.fetch });
    await render(
      <RelaisProvider client={clientOf(server)} session={session}>
        <Name />
      </RelaisProvider>,
    );
    expect(page.textContent).toBe("personne");
    await act(() => session.signIn("client@depannage.demo", "relais-demo"));
    expect(page.textContent).toBe("Awa Traoré");
    await act(() => session.signOut());
  });

  it("say what is missing outside of a provider", async () => {
    await expect(act(async () => root.render(<Lost />))).rejects.toThrow("<RelaisProvider>");
  });
});
