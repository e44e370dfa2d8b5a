import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTakeOver } from "../session/first-page.ts";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  text: string;
  /** The one thing to do from here. */
  children?: ReactNode;
  /** The page has no other heading. */
  level?: 1 | 2;
};

/** A screen with nothing (or nothing right) on it: one sentence, one action. */
export function EmptyState({ icon: Icon, title, text, children, level = 2 }: EmptyStateProps) {
  useTakeOver();
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className="appear mx-auto flex w-full max-w-88 flex-col items-center gap-2 px-6 py-10 text-center">
      <span className="mb-3 grid size-16 place-items-center rounded-[20px_20px_20px_8px] bg-brand-soft text-brand rtl:rounded-[20px_20px_8px_20px]">
        <Icon size={28} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <Title className="text-20">{title}</Title>
      <p className="text-15 text-pretty text-ink-2">{text}</p>
      {children && <div className="mt-4 flex w-full flex-col items-center gap-2">{children}</div>}
    </div>
  );
}
