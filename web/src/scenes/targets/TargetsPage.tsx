import { Lock } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { useMe } from "../../session/me.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { HoursForm } from "./HoursForm.tsx";
import { TargetsForm } from "./TargetsForm.tsx";

/** `/admin/targets`: when the organization is open, and within how long it answers and solves. */
export function TargetsPage() {
  const me = useMe();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.targets_title()}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-160 flex-col gap-8">
          {me.role === "admin" ? (
            <>
              <p className="text-15 text-pretty text-ink-2">{m.targets_intro()}</p>
              <TargetsForm />
              <HoursForm />
            </>
          ) : (
            <EmptyState icon={Lock} title={m.targets_title()} text={m.case_not_found_text()} />
          )}
        </div>
      </div>
    </div>
  );
}
