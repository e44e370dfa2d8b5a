"use client";

/** What a conversation is made of, for whoever draws their own: its rules, and no look. */
export { changeWords } from "./cases/change-words.ts";
export { proofWords } from "./cases/proof-words.ts";
export { BlobImage } from "./files/blob-image.tsx";
export { download } from "./files/download.ts";
export { fileSize } from "./files/file-size.ts";
export { useBlur } from "./files/use-blur.ts";
export { usePicture } from "./files/use-picture.ts";
export { type TrayState, useTray } from "./files/use-tray.ts";
export { dayAndClock } from "./format/day-and-clock.ts";
export { hostOf } from "./format/host.ts";
export { keepTogether } from "./format/keep-together.ts";
export { firstName, hue, initials } from "./format/person.ts";
export {
  clock,
  dateIn,
  dayClock,
  dayHeading,
  daysApart,
  relativeTime,
  tellTimesBy,
  timeInSentence,
} from "./format/time.ts";
export { mustWait } from "./guidance/must-wait.ts";
export { type Part, partOf } from "./guidance/part.ts";
export { standingOf } from "./guidance/standing.ts";
export { byActivity, counterOf } from "./kind/activity.ts";
export {
  hasEnded,
  isClosed,
  kindOf,
  mainWay,
  type Status,
  stateSentence,
  statusOf,
  takesPlaceAt,
} from "./kind/kind.ts";
export { noteText } from "./kind/note.ts";
export { type WayStep, wayOf } from "./kind/way.ts";
export { MessageLog, type MessageLogProps, type Older } from "./log/message-log.tsx";
export type { Row } from "./log/rows.ts";
export type { Jump } from "./log/use-jump.ts";
export { useOpening } from "./log/use-opening.ts";
export { useUnreadLine } from "./log/use-unread-line.ts";
export { type Told, whatChanged } from "./log/what-changed.ts";
export { charactersLeft } from "./message/characters-left.ts";
export { isObserving, isOutside } from "./message/observing.ts";
export { isStanding, mayDelete, mayEdit, type Standing } from "./message/rights.ts";
export { type About, useAbout } from "./message/use-about.ts";
export { useComposing } from "./message/use-composing.ts";
export { useDraftOf } from "./message/use-draft.ts";
export { useGestures } from "./message/use-gestures.ts";
export { useLinkParts } from "./message/use-link-parts.ts";
export { useFocused } from "./use-focused.ts";
export { useNow } from "./use-now.ts";
export { lengthText, voiceLength } from "./voice/length.ts";
export { type Playing, player } from "./voice/player.ts";
export { useHeard, usePlaying, useRate } from "./voice/use-playing.ts";
export { Waveform, type WaveformProps } from "./voice/waveform.tsx";
