import type { CaseView } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";

/** What the customer tells whoever does the work once everything is there. Nothing where none is asked for. */
export function CustomersCode({ subject }: { subject: CaseView }) {
  const { http } = useClient();
  const [code, setCode] = useState<string | null>(null);
  const { id, status, assignee } = subject;
  useEffect(() => {
    let live = true;
    http.caseCode(id).then(
      (found) => live && setCode(found),
      () => {},
    );
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- it counts no more once the case has ended
  }, [http, id, status]);
  if (code === null) return null;
  return (
    <section className="appear flex flex-col gap-1.5 rounded-card bg-brand-soft px-4 py-3">
      <h3 className="text-13 font-semibold text-ink-2">{m.proof_code_yours()}</h3>
      <p className="figures text-26 font-semibold" style={{ letterSpacing: "0.2em" }} dir="ltr">
        {code}
      </p>
      <p className="text-15 text-pretty">
        {assignee ? m.proof_code_tell({ name: assignee.full_name }) : m.proof_code_tell_nobody()}
      </p>
    </section>
  );
}
