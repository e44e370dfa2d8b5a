import { lazy } from "react";

/* What only messages with files need: loaded with the first of them. */

export const MessageFiles = lazy(async () => {
  const { MessageFiles: component } = await import("./MessageFiles.tsx");
  return { default: component };
});

export const Tray = lazy(async () => {
  const { Tray: component } = await import("./Tray.tsx");
  return { default: component };
});
