import { writersOf } from "@relais/protocol";
import type { DisplayedMessage } from "@relais/client";
import { Ban } from "lucide-react";
import { hue } from "../format/person.ts";
import { standingOf } from "../guidance/standing.ts";
import { isOutside } from "../message/observing.ts";
import { isStanding } from "../message/rights.ts";
import { useGestures } from "../message/use-gestures.ts";
import { nameOf, useHere } from "./context.ts";
import { LinkCard } from "./link-card.tsx";
import { MessageActions } from "./message-actions.tsx";
import { MessageFiles } from "./message-files.tsx";
import { MessageMeta } from "./message-meta.tsx";
import { MessageText, PictureText } from "./message-text.tsx";
import { PlaceText } from "./place-text.tsx";
import { Problems } from "./problems.tsx";
import { QuoteBlock } from "./quote.tsx";
import { Reactions } from "./reactions.tsx";

type BubbleProps = { message: DisplayedMessage; first: boolean; last: boolean };

/** One message: whose side it is on, what it says, when, and in which state it is. */
export function Bubble({ message, first, last }: BubbleProps) {
  const here = useHere();
  const { canWrite, marked, openMenu, say, setAbout, view } = here;
  const mine = message.delivery !== "received";
  const many = isOutside(view) || writersOf(view.state) > 2;
  const name = nameOf(here, message.sender_id);
  const standing = isStanding(message) ? message : null;
  const gestures = useGestures({
    onLongPress: () => standing && openMenu(standing),
    onSwipe: standing && canWrite ? () => setAbout({ kind: "reply", message: standing }) : null,
  });
  return (
    <div
      {...(standing ? gestures : {})}
      className="relais-row"
      data-mine={mine || undefined}
      data-first={first || undefined}
      data-last={last || undefined}
      data-number={message.number ?? undefined}
    >
      <div
        className="relais-bubble"
        data-delivery={message.delivery}
        data-marked={(marked !== null && marked === message.number) || undefined}
      >
        {!mine && first && many ? (
          <strong
            className="relais-sender"
            style={{ color: `var(--relais-person-${hue(message.sender_id ?? "")})` }}
          >
            {name}
          </strong>
        ) : (
          <span className="relais-hidden">{mine ? say("me") : name}</span>
        )}
        {message.deleted_at === null ? (
          <Content message={message} />
        ) : (
          <em className="relais-tombstone">
            <Ban size={16} strokeWidth={1.75} aria-hidden="true" />
            {say("deleted")}
          </em>
        )}
        <MessageMeta message={message} />
        {standing && <MessageActions message={standing} />}
      </div>
      {standing && <Reactions message={standing} />}
      <Problems message={message} />
    </div>
  );
}

function Content({ message }: { message: DisplayedMessage }) {
  const { kind, text, files, reply_to, preview } = message;
  return (
    <>
      {reply_to && <QuoteBlock quote={reply_to} />}
      {files && <MessageFiles message={message} files={files} />}
      <StepLine message={message} />
      {kind === "position" ? (
        <PlaceText uri={text} />
      ) : kind === "picture" ? (
        <PictureText text={text} />
      ) : (
        text !== "" && <MessageText text={text} />
      )}
      {preview && <LinkCard preview={preview} />}
    </>
  );
}

/** Of an instruction and of a proof: which step, and how it stands. */
function StepLine({ message: { kind, step } }: { message: DisplayedMessage }) {
  const { say } = useHere();
  if (!step) return null;
  const state = say(`state_${standingOf(step)}`);
  return (
    <span className="relais-step">
      {kind === "proof"
        ? say("proof", { step: step.number })
        : say("step_state", { step: step.number, state })}
    </span>
  );
}
