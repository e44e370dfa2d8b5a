import type { HistoryPage } from "@relais/protocol";
import type { World } from "./world.ts";

/** Every message, oldest first, page by page. */
export async function readHistory(world: World, id: string): Promise<HistoryPage["messages"]> {
  const messages: HistoryPage["messages"] = [];
  let before = "";
  for (;;) {
    const page = await world.as<HistoryPage>(
      "customer",
      "GET",
      `/v1/conversations/${id}/messages${before}`,
    );
    messages.unshift(...page.body.messages);
    if (!page.body.has_more) return messages;
    before = `?before=${messages[0]?.number}`;
  }
}
