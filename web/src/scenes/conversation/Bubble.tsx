import { whoIs, writersOf } from "@relais/protocol";
import type { Conversation, ConversationView, DisplayedMessage } from "@relais/client";
import { hue, isOutside, isStanding, useGestures } from "@relais/react/headless";
import { EyeOff } from "lucide-react";
import { Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { MessageFiles } from "./files/later.tsx";
import { stepStanding } from "../guidance/standing.ts";
import { CardPlace, LinkCard } from "./link/later.tsx";
import { PictureText } from "./PictureText.tsx";
import { PlaceText } from "../position/PlaceText.tsx";
import { useMessageActions } from "./message/context.ts";
import { HoverActions } from "./message/HoverActions.tsx";
import { MessageMeta } from "./message/MessageMeta.tsx";
import { Problems } from "./message/Problems.tsx";
import { QuoteBlock } from "./message/QuoteBlock.tsx";
import { ReactionRow } from "./message/ReactionRow.tsx";
import { Tombstone } from "./message/Tombstone.tsx";
import { MessageText } from "./MessageText.tsx";

type BubbleProps = {
  message: DisplayedMessage;
  first: boolean;
  last: boolean;
  view: ConversationView;
  conversation: Conversation;
  /** The customer does not see it. */
  internal?: boolean;
};

/** One message: whose side it is on, what it says, when, and in which state it is. */
export function Bubble(props: BubbleProps) {
  const { message, first, last, view, conversation, internal = false } = props;
  const mine = message.delivery !== "received";
  const failed = message.delivery === "failed";
  const sender = whoIs(view.state, message.sender_id);
  const named = !mine && first && (isOutside(view) || writersOf(view.state) > 2);
  const { canWrite, jumpTo, marked, openMenu, setAbout } = useMessageActions();
  const standing = isStanding(message) ? message : null;
  const gestures = useGestures({
    onLongPress: () => standing && openMenu(standing),
    onSwipe: standing && canWrite ? () => setAbout({ kind: "reply", message: standing }) : null,
  });
  return (
    <div
      data-number={message.number ?? undefined}
      className={classes(
        "message-row",
        first ? "pt-2" : "pt-0.5",
        message.delivery === "waiting" && "rise",
      )}
      {...(standing ? gestures : {})}
    >
      <div
        data-delivery={message.delivery}
        data-internal={internal ? "" : undefined}
        data-first={first ? "" : undefined}
        data-last={last ? "" : undefined}
        className={classes(
          "bubble text-17 desk:text-15",
          mine ? "bubble-me" : "bubble-them",
          internal && "bubble-internal",
          failed && "bubble-failed",
          marked !== null && marked === message.number && "bubble-marked",
        )}
      >
        <span className="sr-only">
          {mine ? m.message_from_me() : sender?.full_name}
          {" : "}
        </span>
        {internal && (
          <span className="flex items-center gap-1.5 text-13 font-semibold text-(--note-ink)">
            <EyeOff size={14} strokeWidth={2} aria-hidden="true" />
            {m.internal_name()}
          </span>
        )}
        {named && sender && (
          <span
            className="block text-13 font-semibold"
            style={{ color: `var(--person-${hue(sender.id)}-ink)` }}
          >
            {sender.full_name}
          </span>
        )}
        {message.deleted_at !== null ? (
          <Tombstone />
        ) : (
          <>
            {message.reply_to && (
              <QuoteBlock quote={message.reply_to} view={view} onJump={jumpTo} />
            )}
            {message.files && (
              <Suspense
                fallback={
                  <div className={message.files[0]?.voice ? "h-20 w-76" : "h-53 w-70 max-w-full"} />
                }
              >
                <MessageFiles
                  message={message}
                  files={message.files}
                  sender={sender}
                  conversation={conversation}
                />
              </Suspense>
            )}
            {message.step && <StepLine message={message} />}
            {message.kind === "position" ? (
              <PlaceText uri={message.text} />
            ) : message.kind === "picture" ? (
              <PictureText text={message.text} />
            ) : (
              message.text !== "" && <MessageText text={message.text} names={internal} />
            )}
            {message.preview && (
              <Suspense fallback={<CardPlace preview={message.preview} />}>
                <LinkCard preview={message.preview} conversation={conversation} />
              </Suspense>
            )}
          </>
        )}
        <MessageMeta message={message} />
        {standing && (
          <HoverActions
            message={standing}
            name={mine ? m.message_from_me() : (sender?.full_name ?? "")}
          />
        )}
      </div>
      {standing && <ReactionRow message={standing} view={view} />}
      <Problems message={message} conversation={conversation} />
    </div>
  );
}

/** Of an instruction and of a proof: which step, and how it stands. */
function StepLine({ message: { kind, step } }: Pick<BubbleProps, "message">) {
  if (!step) return null;
  return (
    <span className="figures block text-13 font-semibold text-ink-2">
      {kind === "proof"
        ? m.guidance_bubble_proof({ step: String(step.number) })
        : m.guidance_bubble({ step: String(step.number), state: stepStanding(step) })}
    </span>
  );
}
