import type { LucideIcon } from "lucide-react";

export const actionClasses =
  "flex w-full min-h-24 flex-col items-center justify-start gap-2 rounded-card px-1 py-3 text-center text-13 leading-tight font-medium hover:bg-sunken";

/** How an action of the sheet looks: a large mark and its words. */
export function ActionFace({ icon: Icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <>
      <span className="grid size-13 place-items-center rounded-full bg-brand-soft text-brand-strong">
        <Icon size={24} strokeWidth={1.75} aria-hidden="true" />
      </span>
      {label}
    </>
  );
}
