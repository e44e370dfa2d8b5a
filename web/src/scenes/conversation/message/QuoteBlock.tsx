import { whoIs } from "@relais/protocol";
import type { ConversationView, Quote } from "@relais/client";
import { hue } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";
import { lineOf } from "../../position/words.ts";
import { wordlessLine } from "../voice/words.ts";

/** Who is quoted, in the viewer's words. */
export function quotedName(view: ConversationView, senderId: string | null): string {
  if (senderId === view.state?.viewer_id) return m.quote_you();
  return whoIs(view.state, senderId)?.full_name ?? m.quote_somebody();
}

type QuoteBlockProps = {
  quote: Quote;
  view: ConversationView;
  onJump: (number: number) => void;
};

/** What a message answers; touching it leads there. */
export function QuoteBlock({ quote, view, onJump }: QuoteBlockProps) {
  const name = quotedName(view, quote.sender_id);
  return (
    <button
      type="button"
      aria-label={m.quote_jump({ name })}
      title={m.quote_jump({ name })}
      onClick={() => onJump(quote.number)}
      className="quote"
      style={{ borderColor: `var(--person-${hue(quote.sender_id ?? "")}-ink)` }}
    >
      <span className="block truncate text-13 font-semibold">{name}</span>
      <bdi className="line-clamp-2 text-13 text-ink-2">
        {quote.deleted ? (
          <em>{m.message_deleted()}</em>
        ) : quote.text === "" ? (
          wordlessLine(view.messages.find(({ number }) => number === quote.number)?.files)
        ) : (
          lineOf(quote.text)
        )}
      </bdi>
    </button>
  );
}
