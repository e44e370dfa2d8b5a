import { lazy } from "react";

/* Help for those who do the work while they write: loaded when it is first wanted. */

export const CannedList = lazy(async () => {
  const { CannedList: component } = await import("./CannedList.tsx");
  return { default: component };
});

export const MacroBar = lazy(async () => {
  const { MacroBar: component } = await import("./MacroBar.tsx");
  return { default: component };
});

export const MentionList = lazy(async () => {
  const { MentionList: component } = await import("./MentionList.tsx");
  return { default: component };
});
