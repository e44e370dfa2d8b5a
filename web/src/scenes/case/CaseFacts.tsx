import type { CaseView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import type { ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { priorityName } from "../../format/priority.ts";
import { fullInstant, timeInSentence } from "../../format/time.ts";
import { MapLink } from "./MapLink.tsx";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <dt className="text-13 font-semibold text-ink-2">{name}</dt>
      <dd className="text-15">{children}</dd>
    </div>
  );
}

type CaseFactsProps = {
  subject: CaseView;
  /** How urgent it is is said elsewhere. */
  prioritized: boolean;
};

/** What was asked, where, how urgently, and when. */
export function CaseFacts({ subject, prioritized }: CaseFactsProps) {
  const now = useNow();
  const located = subject.latitude !== null && subject.longitude !== null;
  return (
    <dl className="flex flex-col gap-5">
      {subject.description && (
        <Fact name={m.case_description()}>
          <span className="whitespace-pre-line">{subject.description}</span>
        </Fact>
      )}
      {(subject.address || located) && (
        <Fact name={m.case_address()}>
          {subject.address && <span className="block">{subject.address}</span>}
          <MapLink place={subject} />
        </Fact>
      )}
      {!prioritized && <Fact name={m.case_priority()}>{priorityName(subject.priority)}</Fact>}
      <Fact name={m.case_reference()}>
        <span className="figures">{subject.number ?? subject.id.slice(-8).toUpperCase()}</span>
        <span className="block text-13 text-ink-2" title={fullInstant(subject.created_at)}>
          {m.case_opened({ when: timeInSentence(subject.created_at, now) })}
        </span>
      </Fact>
    </dl>
  );
}
