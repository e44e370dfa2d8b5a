import type { KindView, Notification } from "@relais/client";
import { firstName, kindOf, statusOf } from "@relais/react/headless";
import {
  AtSign,
  CalendarClock,
  type LucideIcon,
  MessageCircle,
  Milestone,
  ShieldAlert,
  Star,
  Unplug,
  UserRoundCheck,
} from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { dayAndClock } from "../../format/day-and-clock.ts";
import { inLanguage } from "../../kind/kind.ts";

export type NoticeWords = {
  readonly icon: LucideIcon;
  readonly title: string;
  /** The words it is about; may be empty. */
  readonly text: string;
};

/** A notification in words; undefined of a type that this app does not know. */
export function noticeWords(
  kinds: readonly KindView[],
  { type, actor, case: subject, message, detail }: Notification,
): NoticeWords | undefined {
  const name = firstName(actor?.full_name ?? "");
  const title = subject?.title ?? "";
  switch (type) {
    case "mention":
      return { icon: AtSign, title: m.mention_told({ name, title }), text: message?.text ?? "" };
    case "message":
      return {
        icon: MessageCircle,
        title: m.notices_message({ name, title }),
        text: message?.text ?? "",
      };
    case "assigned":
      return { icon: UserRoundCheck, title: m.notices_assigned({ title }), text: "" };
    case "status": {
      const status = statusOf(kindOf(kinds, subject?.kind ?? ""), detail ?? "");
      if (status === undefined) return undefined;
      return {
        icon: Milestone,
        title: m.notices_status({ status: inLanguage(status.title), title }),
        text: "",
      };
    }
    case "rating":
      return {
        icon: Star,
        title: m.notices_rating({ name, score: detail ?? "", title }),
        text: "",
      };
    case "reminder":
      return {
        icon: CalendarClock,
        title: m.notices_reminder({ title, when: dayAndClock(detail ?? "", Date.now()) }),
        text: "",
      };
    case "warranty":
      return { icon: ShieldAlert, title: m.notices_warranty({ product: detail ?? "" }), text: "" };
    case "webhook":
      return { icon: Unplug, title: m.notices_webhook({ name: detail ?? "" }), text: "" };
    default:
      return undefined;
  }
}
