import { NotificationCenter } from "@relais/react";
import { useState } from "react";
import { look } from "../look.ts";

/** What concerns the person; what an app of your own does with one that is chosen is its own. */
export function NotificationCenterPage() {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      <NotificationCenter
        {...look}
        onOpen={({ case: subject }) => setOpened(subject?.title ?? "")}
      />
      <output>{opened}</output>
    </>
  );
}
