import type { Role } from "@relais/client";
import type { Account } from "@relais/client/admin";
import { useNow } from "@relais/react/headless";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { deviceName } from "../../format/device.ts";
import { longDate, timeInSentence } from "../../format/time.ts";
import { Select, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";
import { useRoles } from "./use-roles.ts";

type AccountSheetProps = {
  account: Account;
  onChange: (account: Account) => void;
  onClose: () => void;
};

/** One person: what they are here, where they are signed in, and the way out. */
export function AccountSheet({ account, onChange, onClose }: AccountSheetProps) {
  const admin = useAdmin();
  const roles = useRoles();
  const [role, setRole] = useState<Role>(account.role);
  const [department, setDepartment] = useState(account.department?.id ?? "");
  const [asking, setAsking] = useState(false);
  const { busy, fields, run } = useChange();
  const departments = useLoaded(useCallback(() => admin.departments(), [admin]));
  // One that is archived stays theirs, and is offered to nobody else.
  const offered = (departments.value ?? []).filter(
    (one) => !one.archived || one.id === account.department?.id,
  );
  const { id, full_name, active } = account;
  const other = role !== account.role || department !== (account.department?.id ?? "");
  const done = (changed: Account | undefined) => changed && onChange(changed);
  const save = async () =>
    done(
      await run(
        () =>
          admin.changeAccount(id, {
            ...(role !== account.role && { role }),
            department_id: department === "" ? null : department,
          }),
        m.admin_saved(),
      ),
    );
  const deactivate = async () => {
    const changed = await run(() => admin.deactivate(id), m.admin_deactivate_done());
    setAsking(false);
    done(changed);
  };
  return (
    <>
      <Sheet
        open={!asking}
        // The question takes its place, and gives it back.
        onOpenChange={(open) => !open && !asking && onClose()}
        title={full_name}
        text={account.email}
      >
        <div className="flex flex-col gap-5">
          {!active && <Notice tone="info">{m.admin_deactivated()}</Notice>}
          {!active && account.open_cases > 0 && (
            <Notice tone="danger">{m.admin_deactivate_left({ count: account.open_cases })}</Notice>
          )}
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-15">
            <dt className="text-ink-2">{m.admin_since()}</dt>
            <dd>{longDate(account.created_at)}</dd>
            <dt className="text-ink-2">{m.admin_open_cases()}</dt>
            <dd className="figures">{account.open_cases}</dd>
          </dl>
          {active && (
            <form
              className="flex flex-col gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                void save();
              }}
            >
              <Select
                label={m.admin_role()}
                value={role}
                options={roles}
                error={fields.role}
                hint={role === account.role ? "" : m.admin_role_hint()}
                onChange={(value) => setRole(value as Role)}
              />
              {offered.length > 0 && (
                <Select
                  label={m.admin_department()}
                  value={department}
                  options={[
                    { value: "", label: m.admin_no_department() },
                    ...offered.map((one) => ({ value: one.id, label: one.name })),
                  ]}
                  error={fields.department}
                  onChange={setDepartment}
                />
              )}
              {other && (
                <Button type="submit" wide busy={busy}>
                  {m.admin_save()}
                </Button>
              )}
            </form>
          )}
          {active && <Sessions id={id} />}
          {active ? (
            <Button look="danger" wide onClick={() => setAsking(true)}>
              {m.admin_deactivate()}
            </Button>
          ) : (
            <Button
              wide
              busy={busy}
              onClick={async () =>
                done(await run(() => admin.reactivate(id), m.admin_reactivate_done()))
              }
            >
              {m.admin_reactivate()}
            </Button>
          )}
        </div>
      </Sheet>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.admin_deactivate_title({ name: full_name })}
        text={m.admin_deactivate_text()}
        action={m.admin_deactivate()}
        busy={busy}
        onConfirm={() => void deactivate()}
      />
    </>
  );
}

function Sessions({ id }: { id: string }) {
  const admin = useAdmin();
  const now = useNow();
  const loaded = useLoaded(useCallback(() => admin.sessions(id), [admin, id]));
  const { busy, run } = useChange();
  const end = async (session?: string) => {
    await run(() => admin.endSessions(id, session), m.admin_sessions_ended());
    loaded.again();
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-15 font-semibold">{m.admin_sessions()}</h3>
      <With loaded={loaded}>
        {(sessions) =>
          sessions.length === 0 ? (
            <p className="text-15 text-ink-2">{m.admin_sessions_none()}</p>
          ) : (
            <>
              <ul className="flex flex-col divide-y divide-line">
                {sessions.map((one) => {
                  const name = deviceName(one.client).name ?? m.devices_unknown();
                  return (
                    <li key={one.id} className="flex min-h-13 items-center gap-3 py-1.5">
                      <span className="min-w-0 flex-1">
                        <span className="block truncate text-15">{name}</span>
                        <span className="block text-13 text-ink-2">
                          {m.devices_used({ when: timeInSentence(one.last_used_at, now) })}
                        </span>
                      </span>
                      <Button
                        look="plain"
                        aria-label={m.devices_end_label({ name })}
                        busy={busy}
                        onClick={() => void end(one.id)}
                      >
                        {m.devices_end()}
                      </Button>
                    </li>
                  );
                })}
              </ul>
              {sessions.length > 1 && (
                <Button look="quiet" busy={busy} onClick={() => void end()}>
                  {m.admin_sessions_end_all()}
                </Button>
              )}
            </>
          )
        }
      </With>
    </section>
  );
}
