import type { Warranty, WarrantyPage } from "@relais/protocol";
import { useClient } from "@relais/react";
import { ChevronRight, CloudOff, FileSearch, Lock, ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { ChipSelect } from "../../design/ChipSelect.tsx";
import { classes } from "../../design/classes.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { toast } from "../../design/Toast.tsx";
import { longDate } from "../../format/time.ts";
import { warrantyAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { explain } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { statusText } from "./status-text.ts";

const statuses = ["active", "expired", "cancelled"] as const;
/** Somebody who types is given this long. */
const pauseMs = 250;

/** `/claims/warranties`: one's own warranties, or, for the office, everybody's, found by words and by how they stand. */
export function WarrantyListPage() {
  const me = useMe();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.warranties_title()}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-200 flex-col gap-4">
          {me.role === "worker" ? (
            <EmptyState icon={Lock} title={m.warranties_title()} text={m.case_not_found_text()} />
          ) : (
            <Warranties own={me.role === "customer"} />
          )}
        </div>
      </div>
    </div>
  );
}

function Warranties({ own }: { own: boolean }) {
  const { http } = useClient();
  const [words, setWords] = useState("");
  const [status, setStatus] = useState("");
  const [found, setFound] = useState<WarrantyPage | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const asked = statuses.find((one) => one === status);
  const q = words.trim();
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const page = await http.warrantyPage({
          ...(q !== "" && { q }),
          ...(asked !== undefined && { status: asked }),
        });
        if (!live) return;
        setFound(page);
        setFailed(null);
      } catch (error) {
        if (live) setFailed(explain(error));
      }
    };
    const timer = setTimeout(() => void load(), q === "" ? 0 : pauseMs);
    return () => {
      live = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new round asks once more
  }, [http, q, asked, round]);
  const more = async (after: string) => {
    try {
      const page = await http.warrantyPage({
        after,
        ...(q !== "" && { q }),
        ...(asked !== undefined && { status: asked }),
      });
      setFound((before) => ({
        ...page,
        warranties: [...(before?.warranties ?? []), ...page.warranties],
      }));
    } catch (error) {
      toast(explain(error));
    }
  };
  const searching = q !== "" || asked !== undefined;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label={m.warranties_search()}
          placeholder={m.warranties_search()}
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.currentTarget.value)}
          className="min-h-11 min-w-0 basis-full rounded-full bg-surface px-4 text-17 shadow-[inset_0_0_0_1px_var(--line-strong)] placeholder:text-ink-2 desk:flex-[1_1_14rem] desk:text-15"
        />
        <ChipSelect
          label={m.warranty_status()}
          value={status}
          set={status !== ""}
          options={[
            { value: "", label: m.warranties_all() },
            ...statuses.map((value) => ({ value, label: statusText(value) })),
          ]}
          onChange={setStatus}
        />
      </div>
      {failed !== null ? (
        <div role="alert">
          <EmptyState icon={CloudOff} title={m.warranties_title()} text={failed}>
            <Button look="quiet" onClick={() => setRound((count) => count + 1)}>
              {m.action_retry()}
            </Button>
          </EmptyState>
        </div>
      ) : found === null ? (
        <ListSkeleton />
      ) : found.warranties.length === 0 ? (
        <EmptyState
          icon={searching ? FileSearch : ShieldCheck}
          title={searching ? m.warranties_not_found_title() : m.warranties_none_title()}
          text={
            searching
              ? m.warranties_not_found_text()
              : own
                ? m.warranties_none_own()
                : m.warranties_none_office()
          }
        />
      ) : (
        <>
          <output className="figures text-13 text-ink-2">
            {m.admin_count({ count: found.count })}
          </output>
          <ul className="divide-y divide-line overflow-hidden rounded-card bg-surface shadow-lift">
            {found.warranties.map((one) => (
              <li key={one.id}>
                <WarrantyRow warranty={one} own={own} />
              </li>
            ))}
          </ul>
          {found.next !== null && (
            <Button
              look="quiet"
              className="self-center"
              onClick={() => found.next !== null && void more(found.next)}
            >
              {m.admin_more()}
            </Button>
          )}
        </>
      )}
    </>
  );
}

function WarrantyRow({ warranty, own }: { warranty: Warranty; own: boolean }) {
  const { id, product, number, customer, ends_on, status } = warranty;
  return (
    <Link
      to={warrantyAddress(id)}
      className="flex min-h-16 items-center gap-3 px-4 py-2.5 hover:bg-sunken"
    >
      <span className="flex min-w-0 flex-1 flex-col gap-x-4 desk:flex-row desk:items-center">
        <span className="min-w-0 flex-1">
          <span className="block truncate text-15 font-medium">{product}</span>
          <span className="block truncate text-13 text-ink-2">
            {!own && <>{customer.full_name} · </>}
            <span className="figures">{number}</span>
          </span>
        </span>
        <span className="flex shrink-0 flex-wrap gap-x-1.5 text-13 desk:flex-col desk:items-end">
          <span
            className={classes(
              "font-medium",
              status === "active" ? "text-brand-strong" : "text-ink-2",
            )}
          >
            {statusText(status)}
          </span>
          <span className="text-ink-2">
            {status === "expired"
              ? m.warranties_ended({ date: longDate(ends_on) })
              : m.warranties_ends({ date: longDate(ends_on) })}
          </span>
        </span>
      </span>
      <ChevronRight
        size={18}
        strokeWidth={1.75}
        aria-hidden="true"
        className="shrink-0 text-ink-2"
      />
    </Link>
  );
}
