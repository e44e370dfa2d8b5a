import { lazy } from "react";

/* What stands beside a conversation, or one tap away: the conversation does not wait for it. */

export const CasePanel = lazy(async () => {
  const { CasePanel: component } = await import("./CasePanel.tsx");
  return { default: component };
});

export const VisitPanel = lazy(async () => {
  const { VisitPanel: component } = await import("../guest/VisitPanel.tsx");
  return { default: component };
});

/* What the panel of a case shows below its first lines. */

export const History = lazy(async () => {
  const { History: component } = await import("./History.tsx");
  return { default: component };
});

export const CaseEdit = lazy(async () => {
  const { CaseEdit: component } = await import("./CaseEdit.tsx");
  return { default: component };
});

export const People = lazy(async () => {
  const { People: component } = await import("./People.tsx");
  return { default: component };
});

export const FieldFacts = lazy(async () => {
  const { FieldFacts: component } = await import("./FieldFacts.tsx");
  return { default: component };
});
