import { ChevronRight, type LucideIcon } from "lucide-react";

type RowButtonProps = { icon: LucideIcon; label: string; onClick: () => void };

/** A line of a panel that opens something of its own. */
export function RowButton({ icon: Icon, label, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="-mx-2 flex min-h-12 items-center gap-3 rounded-control px-2 text-start text-15 font-semibold hover:bg-sunken"
    >
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
      <span className="min-w-0 flex-1">{label}</span>
      <ChevronRight
        size={20}
        strokeWidth={1.75}
        aria-hidden="true"
        className="shrink-0 text-ink-2 rtl:rotate-180"
      />
    </button>
  );
}
