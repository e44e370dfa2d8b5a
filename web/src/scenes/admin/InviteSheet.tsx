import type { Role } from "@relais/client";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { useMe } from "../../session/me.ts";
import { SendLink } from "../guest/SendLink.tsx";
import { Select } from "./Panel.tsx";
import { useAdmin, useChange } from "./use-admin.ts";
import { useRoles } from "./use-roles.ts";

type InviteSheetProps = { onClose: () => void; onMade: () => void };

/** Makes an invitation, and then its link is there to be sent: once. */
export function InviteSheet({ onClose, onMade }: InviteSheetProps) {
  const me = useMe();
  const admin = useAdmin();
  const roles = useRoles();
  const [role, setRole] = useState<Role>("agent");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [days, setDays] = useState<"1" | "7" | "30">("7");
  const [address, setAddress] = useState<string | null>(null);
  const { busy, fields, run } = useChange();
  const make = async () => {
    const shared = await run(() =>
      admin.invite({
        role,
        days: Number(days),
        ...(name.trim() !== "" && { full_name: name.trim() }),
        ...(email.trim() !== "" && { email: email.trim() }),
      }),
    );
    if (shared === undefined) return;
    setAddress(new URL(shared.path, location.origin).href);
    onMade();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.admin_invite()}
      text={address === null ? m.admin_invite_text() : m.admin_invite_done()}
    >
      {address !== null ? (
        <SendLink
          address={address}
          message={m.admin_invite_message({ organization: me.organization.name, address })}
          subject={m.admin_invite_subject()}
          phone={null}
          email={email.trim()}
          hint={m.admin_invite_qr_hint()}
        />
      ) : (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Select
            label={m.admin_role()}
            value={role}
            options={roles}
            error={fields.role}
            onChange={(value) => setRole(value as Role)}
          />
          <Field label={m.admin_invite_name()} optional error={fields.full_name}>
            {(attributes) => (
              <input
                {...attributes}
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label={m.sign_in_email()}
            optional
            error={fields.email}
            hint={m.admin_invite_email_hint()}
          >
            {(attributes) => (
              <input
                {...attributes}
                type="email"
                inputMode="email"
                autoCapitalize="none"
                maxLength={254}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
            )}
          </Field>
          <Choice
            legend={m.admin_invite_days()}
            name="days"
            value={days}
            options={[
              { value: "1", label: m.admin_days_1() },
              { value: "7", label: m.admin_days_7() },
              { value: "30", label: m.admin_days_30() },
            ]}
            onChange={setDays}
          />
          <Button type="submit" wide busy={busy}>
            {m.admin_invite_make()}
          </Button>
        </form>
      )}
    </Sheet>
  );
}
