import { counterOf, kindOf } from "@relais/react/headless";
import { Link } from "../../navigation/Link.tsx";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { ClipboardList, Inbox, MessageCircle, MessagesSquare, ShieldCheck } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { inLanguage, isAvailable } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMainKind, useTalkKinds } from "../../kind/use-main-kind.ts";
import { warrantiesAddress } from "../../navigation/addresses.ts";
import { usePathname } from "../../navigation/place.ts";
import { listAddress } from "../../navigation/lists.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { useSection, worksAtDesk } from "./section.ts";

/** One's lists, under the thumb. */
export function SectionTabs() {
  const me = useMe();
  const { section: list } = useSection(me);
  const section = usePathname().startsWith(warrantiesAddress) ? "warranties" : list;
  const { cases, counters } = useCaseList();
  const kinds = useKinds();
  const waiting = cases.filter((one) => isAvailable(kindOf(kinds, one.kind), one)).length;
  const texts = useMainKind()?.texts;
  const talks = useTalkKinds();
  const unreadTalks = cases.filter(
    (one) => talks.includes(one.kind) && (counterOf(one, counters)?.unread ?? 0) > 0,
  ).length;
  const mayTalk = kinds.some(({ has_rooms }) => has_rooms) || talks.length > 0;
  const own = {
    to: listAddress(me, "requests"),
    section: "requests",
    label: texts ? inLanguage(texts.own_list) : m.requests_title(),
    icon: ClipboardList,
    count: 0,
  };
  // Where the office names who does the work, nothing waits to be taken.
  const taken = kinds.some(({ assignment }) => assignment === "first");
  const work = [
    ...(taken
      ? [
          {
            to: "/available",
            section: "available",
            label: m.nav_available(),
            icon: Inbox,
            count: waiting,
          },
        ]
      : []),
    {
      to: listAddress(me, "mine"),
      section: "mine",
      label:
        me.role !== "worker" ? m.nav_all() : texts ? inLanguage(texts.work_list) : m.nav_mine(),
      icon: ClipboardList,
      count: 0,
    },
  ];
  const tabs = [
    ...(me.role === "customer" ? [own] : work),
    ...(mayTalk
      ? [
          {
            to: listAddress(me, "messages"),
            section: "messages",
            label: m.rooms_title(),
            icon: MessageCircle,
            count: unreadTalks,
          },
        ]
      : []),
    ...(me.role !== "worker" &&
    kinds.some(({ fields }) => fields.some(({ type }) => type === "warranty"))
      ? [
          {
            to: warrantiesAddress,
            section: "warranties",
            label: m.warranties_title(),
            icon: ShieldCheck,
            count: 0,
          },
        ]
      : []),
    ...(worksAtDesk(me)
      ? [
          {
            to: "/chat",
            section: "chat",
            label: m.nav_desk(),
            icon: MessagesSquare,
            count: 0,
          },
        ]
      : []),
  ];
  // Whoever has but one list needs no tabs.
  if (tabs.length < 2) return null;
  return (
    <nav
      aria-label={m.nav_label()}
      className="order-last grid auto-cols-fr grid-flow-col gap-1 border-t border-line bg-paper px-2 pt-1.5 pb-[max(0.375rem,env(safe-area-inset-bottom))] desk:order-none desk:mx-3 desk:mb-1 desk:flex desk:rounded-card desk:border-0 desk:bg-sunken desk:p-1"
    >
      {tabs.map(({ icon: Icon, ...tab }) => (
        <Link
          key={tab.to}
          to={tab.to}
          aria-current={section === tab.section ? "page" : undefined}
          className={classes(
            "flex min-h-13 flex-col items-center justify-center gap-0.5 rounded-card px-1 text-center text-13 leading-tight font-medium wrap-normal transition-colors duration-(--quick) desk:min-h-11 desk:flex-auto desk:flex-row desk:gap-1.5 desk:rounded-[9px]",
            section === tab.section
              ? "bg-brand-soft text-brand-strong desk:bg-surface desk:text-ink desk:shadow-lift"
              : "text-ink-2 hover:bg-sunken",
          )}
        >
          <span className="relative desk:contents">
            <Icon size={22} strokeWidth={1.75} aria-hidden="true" className="desk:hidden" />
            {tab.count > 0 && (
              <span className="figures absolute -end-3.5 -top-1 grid desk:static desk:order-last h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-ink px-1 text-[0.6875rem] font-bold text-paper">
                {tab.count}
              </span>
            )}
          </span>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
