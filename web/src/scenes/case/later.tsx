import { lazy } from "react";

/* What the panel of a case shows below its first lines: loaded behind the conversation. */

export const History = lazy(async () => {
  const { History: component } = await import("./History.tsx");
  return { default: component };
});
