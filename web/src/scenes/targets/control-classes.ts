/** Classes of a small control in a row of several. */
export const controlClasses =
  "figures min-h-11 rounded-control bg-surface px-2 text-15 text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] focus:shadow-[inset_0_0_0_2px_var(--brand)] focus:outline-none aria-invalid:shadow-[inset_0_0_0_2px_var(--danger)]";
