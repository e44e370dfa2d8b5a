import { type CaseView, NetworkError } from "@relais/client";
import type { Warranty } from "@relais/protocol";
import { useClient } from "@relais/react";
import { byActivity, counterOf } from "@relais/react/headless";
import { CloudOff, FileQuestion } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { longDate } from "../../format/time.ts";
import { statusText } from "./status-text.ts";
import { Link } from "../../navigation/Link.tsx";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { CaseCard } from "../requests/CaseCard.tsx";
import { CaseGroup } from "../requests/CaseGroup.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";

/** `/claims/warranties/:id`: what is covered, until when, and every claim on it with its steps and its conversation. */
export function WarrantyPage({ id }: { id: string }) {
  const { http } = useClient();
  const [found, setFound] = useState<Warranty | "reading" | "missing" | "offline">("reading");
  const [round, setRound] = useState(0);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const warranty = await http.warranty(id);
        if (live) setFound(warranty);
      } catch (error) {
        if (live) setFound(error instanceof NetworkError ? "offline" : "missing");
      }
    };
    void load();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new round asks once more
  }, [http, id, round]);
  if (typeof found === "object") {
    return (
      <>
        <PageHeader>
          <h1 className="truncate text-20">{found.product}</h1>
        </PageHeader>
        <Contract warranty={found} />
      </>
    );
  }
  return (
    <>
      <PageHeader>
        <span />
      </PageHeader>
      {found === "reading" ? (
        <div className="p-5">
          <ListSkeleton />
        </div>
      ) : (
        <div className="grid min-h-0 flex-1 place-items-center">
          {found === "offline" ? (
            <EmptyState
              icon={CloudOff}
              level={1}
              title={m.conversation_offline_title()}
              text={m.conversation_offline_text()}
            >
              <Button wide onClick={() => setRound((count) => count + 1)}>
                {m.action_retry()}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState
              icon={FileQuestion}
              level={1}
              title={m.warranty_missing_title()}
              text={m.warranty_missing_text()}
            >
              <Link to="/" className={buttonClasses("primary", true)}>
                {m.action_home()}
              </Link>
            </EmptyState>
          )}
        </div>
      )}
    </>
  );
}

function Contract({ warranty }: { warranty: Warranty }) {
  const { cases, counters } = useCaseList();
  const claims = cases.filter((one) => isOn(one, warranty.id)).sort(byActivity(counters));
  const { number, serial_number, customer, starts_on, ends_on, coverage, status } = warranty;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-140 flex-col gap-7 px-5 py-6">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-5">
          <Fact name={m.warranty_number()}>
            <span className="figures wrap-anywhere">{number}</span>
          </Fact>
          <Fact name={m.warranty_status()}>{statusText(status)}</Fact>
          <Fact name={m.warranty_customer()}>{customer.full_name}</Fact>
          {serial_number !== null && (
            <Fact name={m.warranty_serial()}>
              <span className="figures wrap-anywhere">{serial_number}</span>
            </Fact>
          )}
          <Fact name={m.warranty_until()} wide>
            {m.warranty_span({ from: longDate(starts_on), to: longDate(ends_on) })}
          </Fact>
          {coverage !== "" && (
            <Fact name={m.warranty_coverage()} wide>
              <span className="whitespace-pre-line">{coverage}</span>
            </Fact>
          )}
        </dl>
        {claims.length === 0 ? (
          <p className="text-15 text-ink-2">{m.warranty_no_claims()}</p>
        ) : (
          <CaseGroup title={m.warranty_claims()}>
            {claims.map((one) => (
              <CaseCard
                key={one.id}
                subject={one}
                counter={counterOf(one, counters)}
                section="mine"
              />
            ))}
          </CaseGroup>
        )}
      </div>
    </div>
  );
}

/** Whether a case is about this warranty, by whichever of its fields. */
const isOn = ({ fields, internal }: CaseView, warrantyId: string): boolean =>
  Object.values({ ...fields, ...internal?.fields }).some(
    (value) => typeof value === "object" && "id" in value && value.id === warrantyId,
  );

type FactProps = { name: string; children: ReactNode; wide?: boolean };

function Fact({ name, children, wide = false }: FactProps) {
  return (
    <div className={wide ? "col-span-2 flex flex-col gap-1" : "flex flex-col gap-1"}>
      <dt className="text-13 font-semibold text-ink-2">{name}</dt>
      <dd className="text-15">{children}</dd>
    </div>
  );
}
