import type { Kind } from "../kinds/kind.ts";
import type { KindRegistry } from "../kinds/registry.ts";

/** Whether a customer's first message is enough to open it, without naming anybody or anything. */
function opensWithWords({ opened_by, assignment, conversation, fields }: Kind): boolean {
  const { opens } = conversation;
  return (
    opened_by.includes("customer") &&
    assignment !== "directed" &&
    (opens === "opening" || opens === "assignment") &&
    !fields.some(({ asked, required }) => asked && required)
  );
}

/** Kinds that an organization which serves these can open from its sites. */
export const embeddableKinds = (kinds: KindRegistry, served: readonly string[]): string[] =>
  kinds
    .all()
    .filter((kind) => served.includes(kind.name) && opensWithWords(kind))
    .map(({ name }) => name);
