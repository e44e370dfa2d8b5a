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
