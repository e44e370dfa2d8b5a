import { reactionEmojis } from "@relais/protocol";
import type { Standing } from "../message/rights.ts";
import { nameOf, useHere } from "./context.ts";

/** Reactions under a message: how many of each, and whose. Touching one gives or takes one's own. */
export function Reactions({ message }: { message: Standing }) {
  const here = useHere();
  const { canWrite, react, say, view } = here;
  const viewer = view.state?.viewer_id ?? "";
  const people = Object.keys(message.reactions);
  if (people.length === 0) return null;
  return (
    <ul className="relais-reactions">
      {reactionEmojis.flatMap((emoji) => {
        const who = people.filter((id) => message.reactions[id] === emoji);
        if (who.length === 0) return [];
        const names = who.map((id) => nameOf(here, id)).join(", ");
        const label = say("reaction_by", { emoji, names });
        return (
          <li key={emoji}>
            <button
              type="button"
              className="relais-reaction"
              aria-label={label}
              title={label}
              aria-pressed={who.includes(viewer)}
              disabled={!canWrite}
              onClick={() => react(message, emoji)}
            >
              <span aria-hidden="true">{emoji}</span>
              {who.length > 1 && <span>{who.length}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
