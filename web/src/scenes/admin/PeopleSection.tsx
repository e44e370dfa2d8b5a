import type { Account } from "@relais/client/admin";
import type { Role } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { UserPlus, UserRoundX } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { Button } from "../../design/Button.tsx";
import { ChipSelect } from "../../design/ChipSelect.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Tabs } from "../../design/Tabs.tsx";
import { timeInSentence } from "../../format/time.ts";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { AccountSheet } from "./AccountSheet.tsx";
import { InvitationList } from "./InvitationList.tsx";
import { InviteSheet } from "./InviteSheet.tsx";
import { cardClasses, Panel, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";
import { useRoles } from "./use-roles.ts";

/** Who has an account, and who was invited. */
export function PeopleSection() {
  const [tab, setTab] = useState<"accounts" | "invitations">("accounts");
  const [inviting, setInviting] = useState(false);
  // Made anew after an invitation, so that it is in the list.
  const [made, setMade] = useState(0);
  return (
    <Panel title={m.admin_people()} text={m.admin_people_text()}>
      <Button className="self-start" onClick={() => setInviting(true)}>
        <UserPlus size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.admin_invite()}
      </Button>
      <Tabs
        label={m.admin_people()}
        value={tab}
        tabs={[
          { value: "accounts", label: m.admin_people() },
          { value: "invitations", label: m.admin_invitations() },
        ]}
        onChange={setTab}
      >
        {tab === "accounts" ? <Accounts /> : <InvitationList key={made} />}
      </Tabs>
      {inviting && (
        <InviteSheet onClose={() => setInviting(false)} onMade={() => setMade((one) => one + 1)} />
      )}
    </Panel>
  );
}

type State = "active" | "deactivated";

function Accounts() {
  const admin = useAdmin();
  const roles = useRoles();
  const [q, setQ] = useState("");
  const [role, setRole] = useState<Role | "">("");
  const [state, setState] = useState<State | "">("");
  const [chosen, setChosen] = useState<Account | null>(null);
  const load = useCallback(
    () =>
      admin.accounts({
        ...(q.trim() !== "" && { q: q.trim() }),
        ...(role !== "" && { role }),
        ...(state !== "" && { state }),
      }),
    [admin, q, role, state],
  );
  const loaded = useLoaded(load);
  const { busy, run } = useChange();
  const more = async (after: string) => {
    const page = await run(() =>
      admin.accounts({
        ...(q.trim() !== "" && { q: q.trim() }),
        ...(role !== "" && { role }),
        ...(state !== "" && { state }),
        after,
      }),
    );
    if (page === undefined) return;
    loaded.set({ ...page, accounts: [...(loaded.value?.accounts ?? []), ...page.accounts] });
  };
  const replace = (account: Account) => {
    const { value } = loaded;
    if (value === null) return;
    const accounts = value.accounts.map((one) => (one.id === account.id ? account : one));
    loaded.set({ ...value, accounts });
    setChosen(account);
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label={m.admin_search()}
          placeholder={m.admin_search()}
          value={q}
          maxLength={200}
          onChange={(event) => setQ(event.currentTarget.value)}
          className="min-h-11 min-w-0 basis-full desk:flex-[1_1_14rem] rounded-full bg-surface px-4 text-17 shadow-[inset_0_0_0_1px_var(--line-strong)] placeholder:text-ink-2 desk:text-15"
        />
        <ChipSelect
          label={m.admin_filter_role()}
          value={role}
          set={role !== ""}
          options={[{ value: "", label: m.admin_filter_all_roles() }, ...roles]}
          onChange={setRole}
        />
        <ChipSelect
          label={m.admin_filter_state()}
          value={state}
          set={state !== ""}
          options={[
            { value: "", label: m.admin_filter_all_states() },
            { value: "active", label: m.admin_state_active() },
            { value: "deactivated", label: m.admin_state_deactivated() },
          ]}
          onChange={setState}
        />
      </div>
      <With loaded={loaded}>
        {({ accounts, count, next }) =>
          accounts.length === 0 ? (
            <EmptyState icon={UserRoundX} title={m.admin_none_title()} text={m.admin_none_text()} />
          ) : (
            <>
              <output className="figures text-13 text-ink-2">{m.admin_count({ count })}</output>
              <ul className={`${cardClasses} divide-y divide-line overflow-hidden`}>
                {accounts.map((account) => (
                  <li key={account.id}>
                    <AccountRow account={account} onOpen={() => setChosen(account)} />
                  </li>
                ))}
              </ul>
              {next !== null && (
                <Button
                  look="quiet"
                  className="self-center"
                  busy={busy}
                  onClick={() => void more(next)}
                >
                  {m.admin_more()}
                </Button>
              )}
            </>
          )
        }
      </With>
      {chosen && (
        <AccountSheet
          key={chosen.id}
          account={chosen}
          onChange={replace}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

function AccountRow({ account, onOpen }: { account: Account; onOpen: () => void }) {
  const { id, full_name, email, role, active, last_seen_at } = account;
  const now = useNow();
  const title = useRoleTitle(role);
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-16 w-full items-center gap-3 px-4 py-2.5 text-start hover:bg-sunken"
    >
      <Avatar id={id} name={full_name} size="small" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-15 font-semibold">{full_name}</span>
        <span className="block truncate text-13 text-ink-2">{email}</span>
      </span>
      <span className="max-w-2/5 shrink-0 text-end">
        <span className="block text-15 leading-snug text-balance">{title}</span>
        <span className={active ? "block text-13 text-ink-2" : "block text-13 text-danger"}>
          {!active
            ? m.admin_deactivated()
            : last_seen_at === null
              ? m.admin_never_seen()
              : m.admin_last_seen({ when: timeInSentence(last_seen_at, now) })}
        </span>
      </span>
    </button>
  );
}
