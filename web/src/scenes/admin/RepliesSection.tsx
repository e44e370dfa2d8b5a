import { ChevronRight, MessageSquareReply, MessageSquareText } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Link } from "../../navigation/Link.tsx";
import { cardClasses, Panel } from "./Panel.tsx";

const pages = [
  { to: "/canned", icon: MessageSquareReply, title: m.canned_title },
  { to: "/answers", icon: MessageSquareText, title: m.answers_open },
] as const;

/** What is ready to be said, each on its own page. */
export function RepliesSection() {
  return (
    <Panel title={m.admin_replies()} text={m.admin_replies_text()}>
      <ul className={`${cardClasses} divide-y divide-line overflow-hidden`}>
        {pages.map(({ to, icon: Icon, title }) => (
          <li key={to}>
            <Link to={to} className="flex min-h-14 items-center gap-3 px-4 text-15 hover:bg-sunken">
              <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="text-ink-2" />
              <span className="flex-1 font-medium">{title()}</span>
              <ChevronRight
                size={18}
                strokeWidth={1.75}
                aria-hidden="true"
                className="text-ink-2 rtl:-scale-x-100"
              />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
