import type { ConversationView } from "@relais/client";
import { reactionEmojis } from "@relais/protocol";
import type { Standing } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";
import { useMessageActions } from "./context.ts";
import { quotedName } from "./QuoteBlock.tsx";

/** Reactions under a message: how many of each, and whose. Touching one gives or takes one's own. */
export function ReactionRow({ message, view }: { message: Standing; view: ConversationView }) {
  const { canWrite, react } = useMessageActions();
  const viewer = view.state?.viewer_id ?? "";
  const people = Object.keys(message.reactions);
  if (people.length === 0) return null;
  return (
    <ul
      className={classes(
        "relative z-1 -mt-1 mb-1 flex w-fit gap-1",
        message.delivery === "received" ? "ms-2" : "ms-auto me-2",
      )}
    >
      {reactionEmojis.flatMap((emoji) => {
        const who = people.filter((id) => message.reactions[id] === emoji);
        if (who.length === 0) return [];
        const names = who.map((id) => quotedName(view, id)).join(", ");
        const label = m.reaction_by({ emoji, names });
        return (
          <li key={emoji}>
            <button
              type="button"
              aria-label={label}
              title={label}
              aria-pressed={who.includes(viewer)}
              disabled={!canWrite}
              onClick={() => react(message, emoji)}
              className="reaction"
            >
              <span aria-hidden="true">{emoji}</span>
              {who.length > 1 && <span className="figures text-13">{who.length}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
