import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** Something to know, in its place in the page. An error is said at once. */
export function Notice({ tone, children }: { tone: "danger" | "info"; children: ReactNode }) {
  const Icon = tone === "danger" ? CircleAlert : Info;
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classes(
        "appear flex items-start gap-2.5 rounded-card px-3.5 py-3 text-15",
        tone === "danger" ? "bg-danger-soft text-ink" : "bg-brand-soft text-ink",
      )}
    >
      <Icon
        size={20}
        strokeWidth={1.75}
        aria-hidden="true"
        className={classes("mt-px shrink-0", tone === "danger" ? "text-danger" : "text-brand")}
      />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
