// @vitest-environment node
import { createClient } from "@relais/client";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { CaseList, Conversation, NotificationCenter, RelaisProvider } from "./index.ts";

it("draws on a server, where there is no page and nothing is known yet", () => {
  const client = createClient({ baseUrl: "http://relais.test", getToken: async () => null });
  const html = renderToString(
    <RelaisProvider client={client}>
      <Conversation id="c" language="fr" />
      <CaseList language="fr" />
      <NotificationCenter language="fr" />
    </RelaisProvider>,
  );
  expect(html).toContain("relais-");
});
