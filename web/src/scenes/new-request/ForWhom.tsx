import type { Person } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import type { ForWhomDraft, RequestDraft } from "./request-draft.ts";

type ForWhomProps = {
  draft: RequestDraft;
  errors: Readonly<Record<string, string>>;
  change: (part: Partial<RequestDraft>) => void;
};

/** For whom the office opens a case: a customer of the organization, or somebody who will follow it by a link. */
export function ForWhom({ draft, errors, change }: ForWhomProps) {
  const customers = useCustomers();
  const { whom } = draft;
  const write = (part: Partial<ForWhomDraft>) => change({ whom: { ...whom, ...part } });
  return (
    <fieldset className="flex flex-col gap-5 rounded-card bg-sunken p-4">
      <legend className="sr-only">{m.whom_legend()}</legend>
      <Choice
        legend={m.whom_legend()}
        name="whom"
        value={whom.known ? "known" : "new"}
        options={[
          { value: "new", label: m.whom_new() },
          { value: "known", label: m.whom_known() },
        ]}
        onChange={(value) => write({ known: value === "known" })}
      />
      {whom.known ? (
        <Field label={m.whom_customer()} error={errors.customer_id}>
          {(attributes) => (
            <select
              {...attributes}
              value={whom.customerId}
              onChange={(event) => write({ customerId: event.target.value })}
            >
              <option value="">—</option>
              {customers.map(({ id, full_name }) => (
                <option key={id} value={id}>
                  {full_name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <>
          <p className="text-13 text-pretty text-ink-2">{m.whom_link_hint()}</p>
          <Field label={m.whom_name()} error={errors["guest.full_name"]}>
            {(attributes) => (
              <input
                {...attributes}
                autoComplete="off"
                value={whom.fullName}
                onChange={(event) => write({ fullName: event.target.value })}
              />
            )}
          </Field>
          <div className="grid gap-5 tablet:grid-cols-2">
            <Field label={m.whom_phone()} optional error={errors["guest.phone"]}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="tel"
                  autoComplete="off"
                  placeholder="+223 66 77 88 99"
                  value={whom.phone}
                  onChange={(event) => write({ phone: event.target.value })}
                />
              )}
            </Field>
            <Field label={m.whom_email()} optional error={errors["guest.email"]}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="email"
                  autoComplete="off"
                  value={whom.email}
                  onChange={(event) => write({ email: event.target.value })}
                />
              )}
            </Field>
          </div>
        </>
      )}
    </fieldset>
  );
}

function useCustomers(): readonly Person[] {
  const { http } = useClient();
  const [customers, setCustomers] = useState<readonly Person[]>([]);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      // Without a network there is nobody to choose; sending says what is missing.
      const found = await http.people("customer").catch(() => []);
      if (live) setCustomers(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http]);
  return customers;
}
