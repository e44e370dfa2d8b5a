import type { Role } from "@relais/client";
import type { ServiceRole } from "@relais/client/admin";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { CopyText } from "../embedding/CopyText.tsx";
import { Select } from "./Panel.tsx";
import { useAdmin, useChange } from "./use-admin.ts";
import { useRoles } from "./use-roles.ts";

type KeySheetProps = { roles: readonly Role[]; onClose: () => void; onMade: () => void };

/** Makes a key, and then it is there to be copied: once. */
export function KeySheet({ roles, onClose, onMade }: KeySheetProps) {
  const admin = useAdmin();
  const options = useRoles().filter(({ value }) => roles.includes(value));
  const [name, setName] = useState("");
  const [role, setRole] = useState(options[0]?.value ?? "admin");
  const [days, setDays] = useState<"0" | "90" | "365">("0");
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, fields, run } = useChange();
  const make = async () => {
    const made = await run(() =>
      admin.createApiKey({
        name,
        // The server says which roles there are to choose from.
        role: role as ServiceRole,
        ...(days !== "0" && { days: Number(days) }),
      }),
    );
    if (made === undefined) return;
    setSecret(made.secret);
    onMade();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret === null ? m.keys_new() : m.keys_made_title()}
      text={secret === null ? m.keys_new_text() : m.keys_made_text({ name })}
    >
      {secret !== null ? (
        <div className="flex flex-col gap-4">
          <Notice tone="info">{m.keys_secret()}</Notice>
          <CopyText text={secret} label={m.keys_copy()} />
        </div>
      ) : (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Field label={m.admin_name()} hint={m.keys_name_hint()} error={fields.name}>
            {(attributes) => (
              <input
                {...attributes}
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <Select
            label={m.keys_role()}
            hint={m.keys_role_hint()}
            value={role}
            options={options}
            error={fields.role}
            onChange={(value) => setRole(value as Role)}
          />
          <Choice
            legend={m.keys_days()}
            name="days"
            value={days}
            options={[
              { value: "0", label: m.keys_days_0() },
              { value: "90", label: m.keys_days_90() },
              { value: "365", label: m.keys_days_365() },
            ]}
            onChange={setDays}
          />
          <Button type="submit" wide busy={busy}>
            {m.keys_make()}
          </Button>
        </form>
      )}
    </Sheet>
  );
}
