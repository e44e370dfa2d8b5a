import type { Quote } from "@relais/client";
import { hue } from "../format/person.ts";
import { nameOf, useHere } from "./context.ts";
import { messageLine } from "./lines.ts";

/** What a message answers; touching it leads there. */
export function QuoteBlock({ quote }: { quote: Quote }) {
  const here = useHere();
  const { say, view, jumpTo } = here;
  const name = nameOf(here, quote.sender_id);
  const original = view.messages.find(({ number }) => number === quote.number);
  return (
    <button
      type="button"
      className="relais-quote"
      aria-label={say("quote_jump", { name })}
      onClick={() => jumpTo(quote.number)}
      style={{ borderInlineStartColor: `var(--relais-person-${hue(quote.sender_id ?? "")})` }}
    >
      <strong>{name}</strong>
      <bdi>
        {quote.deleted ? (
          <em>{say("deleted")}</em>
        ) : (
          messageLine(say, { text: quote.text, ...(original?.files && { files: original.files }) })
        )}
      </bdi>
    </button>
  );
}
