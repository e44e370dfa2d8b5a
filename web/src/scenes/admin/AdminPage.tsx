import { ArrowLeft, ChevronRight, Lock } from "lucide-react";
import { lazy, Suspense } from "react";
import { Redirect } from "wouter";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { OrganizationLine } from "../../design/OrganizationLine.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { Link } from "../../navigation/Link.tsx";
import { useDesk } from "../../session/media.ts";
import { useMe } from "../../session/me.ts";
import { isSection, type SectionName, sectionNames, sections } from "./sections.ts";

const scenes: Record<SectionName, ReturnType<typeof lazy>> = {
  people: lazy(async () => ({ default: (await import("./PeopleSection.tsx")).PeopleSection })),
  team: lazy(async () => ({ default: (await import("./TeamSection.tsx")).TeamSection })),
  departments: lazy(async () => ({ default: (await import("./NounSections.tsx")).Departments })),
  categories: lazy(async () => ({ default: (await import("./NounSections.tsx")).Categories })),
  equipment: lazy(async () => ({
    default: (await import("./EquipmentSection.tsx")).EquipmentSection,
  })),
  replies: lazy(async () => ({ default: (await import("./RepliesSection.tsx")).RepliesSection })),
  targets: lazy(async () => ({
    default: (await import("../targets/TargetsSection.tsx")).TargetsSection,
  })),
  embedding: lazy(async () => ({
    default: (await import("./OutsideSections.tsx")).EmbeddingSection,
  })),
  keys: lazy(async () => ({ default: (await import("./OutsideSections.tsx")).KeysSection })),
  organization: lazy(async () => ({
    default: (await import("./OrganizationSection.tsx")).OrganizationSection,
  })),
  audit: lazy(async () => ({ default: (await import("./AuditSection.tsx")).AuditSection })),
};

/** `/admin`: one shell, its sections beside it on a desk and above it on a phone. For admins. */
export function AdminPage({ section }: { section: string | undefined }) {
  const me = useMe();
  const desk = useDesk();
  if (me.role !== "admin") {
    return (
      <EmptyState icon={Lock} level={1} title={m.admin_title()} text={m.case_not_found_text()} />
    );
  }
  if (section === undefined && desk) return <Redirect to="/admin/people" replace />;
  if (section !== undefined && !isSection(section)) return <Redirect to="/admin" replace />;
  const Scene = section === undefined ? null : scenes[section];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-(--bar-height) shrink-0 items-center gap-1 border-b border-line bg-paper ps-1 pe-4 pt-[env(safe-area-inset-top)]">
        <Link
          to={section === undefined || desk ? "/" : "/admin"}
          aria-label={section === undefined || desk ? m.admin_back() : m.action_back()}
          title={section === undefined || desk ? m.admin_back() : m.action_back()}
          className="grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunken"
        >
          <ArrowLeft size={22} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.admin_title()}</h1>
        <div className="min-w-0 max-tablet:hidden">
          <OrganizationLine organization={me.organization} />
        </div>
      </header>
      <div className="flex min-h-0 flex-1">
        {(desk || section === undefined) && <Sections current={section} />}
        {Scene && (
          <div className="min-h-0 min-w-0 flex-1 overflow-y-auto px-4 pt-5 pb-12 desk:px-8 desk:pt-7">
            <Suspense
              fallback={
                <div className="grid min-h-40 place-items-center text-ink-2">
                  <Spinner />
                </div>
              }
            >
              <Scene key={section} />
            </Suspense>
          </div>
        )}
      </div>
    </div>
  );
}

function Sections({ current }: { current: SectionName | undefined }) {
  return (
    <nav
      aria-label={m.admin_nav()}
      className="flex w-full flex-col gap-1 overflow-y-auto p-3 desk:w-60 desk:shrink-0 desk:border-e desk:border-line"
    >
      {sectionNames.map((name) => {
        const { icon: Icon, title } = sections[name];
        return (
          <Link
            key={name}
            to={`/admin/${name}`}
            aria-current={name === current ? "page" : undefined}
            className={classes(
              "flex min-h-13 items-center gap-3 rounded-card px-3 text-17 transition-colors duration-(--quick) desk:min-h-11 desk:text-15",
              name === current
                ? "bg-brand-soft font-semibold text-brand-strong"
                : "hover:bg-sunken",
            )}
          >
            <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
            <span className="min-w-0 flex-1 truncate">{title()}</span>
            <ChevronRight
              size={18}
              strokeWidth={1.75}
              aria-hidden="true"
              className="shrink-0 text-ink-2 desk:hidden rtl:-scale-x-100"
            />
          </Link>
        );
      })}
    </nav>
  );
}
