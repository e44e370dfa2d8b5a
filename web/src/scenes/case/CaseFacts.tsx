import type { CaseView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { priorityName } from "../../format/priority.ts";
import { fullInstant, timeInSentence } from "../../format/time.ts";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <dt className="text-13 font-semibold text-ink-2">{name}</dt>
      <dd className="text-15">{children}</dd>
    </div>
  );
}

/** The map application of the device, by coordinates when there are some. */
function mapAddress(subject: CaseView): string {
  const query =
    subject.latitude !== null && subject.longitude !== null
      ? `${subject.latitude},${subject.longitude}`
      : (subject.address ?? "");
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}`;
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
          <a
            href={mapAddress(subject)}
            target="_blank"
            rel="noopener noreferrer"
            className="-mb-2 inline-flex min-h-11 items-center gap-1.5 font-semibold text-brand hover:underline"
          >
            {m.case_open_map()}
            <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
          </a>
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
