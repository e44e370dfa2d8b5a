import type { ApiKey } from "@relais/client/admin";
import { useNow } from "@relais/react/headless";
import { KeyRound, Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { longDate, timeInSentence } from "../../format/time.ts";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { KeySheet } from "./KeySheet.tsx";
import { cardClasses, Panel, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";

/** The keys by which programs of the organization's own call. */
export function KeysSection() {
  const admin = useAdmin();
  const loaded = useLoaded(useCallback(() => admin.apiKeys(), [admin]));
  const { busy, run } = useChange();
  const [making, setMaking] = useState(false);
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoke = async ({ id }: ApiKey) => {
    await run(() => admin.revokeApiKey(id), m.keys_revoked_now());
    setAsking(false);
    loaded.again();
  };
  return (
    <Panel title={m.keys_title()} text={m.keys_text()}>
      <With loaded={loaded}>
        {({ keys, roles }) => (
          <>
            <Button className="self-start" onClick={() => setMaking(true)}>
              <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
              {m.keys_new()}
            </Button>
            {keys.length === 0 ? (
              <EmptyState icon={KeyRound} title={m.keys_none_title()} text={m.keys_none_text()} />
            ) : (
              <ul className={`${cardClasses} divide-y divide-line`}>
                {keys.map((one) => (
                  <KeyRow
                    key={one.id}
                    apiKey={one}
                    busy={busy}
                    onRevoke={() => {
                      setAsked(one);
                      setAsking(true);
                    }}
                  />
                ))}
              </ul>
            )}
            {making && (
              <KeySheet roles={roles} onClose={() => setMaking(false)} onMade={loaded.again} />
            )}
          </>
        )}
      </With>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.keys_revoke_title({ name: asked?.name ?? "" })}
        text={m.keys_revoke_text()}
        action={m.keys_revoke()}
        busy={busy}
        onConfirm={() => asked && void revoke(asked)}
      />
    </Panel>
  );
}

type RowProps = { apiKey: ApiKey; busy: boolean; onRevoke: () => void };

function KeyRow({ apiKey, busy, onRevoke }: RowProps) {
  const { name, role, hint, state, last_used_at } = apiKey;
  const now = useNow();
  const title = useRoleTitle(role);
  return (
    <li className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 truncate text-15 font-semibold">{name}</span>
          <code className="shrink-0 text-13 text-ink-2" aria-label={m.keys_hint({ hint })}>
            …{hint}
          </code>
        </span>
        <span className="block text-13 text-pretty text-ink-2">
          {title} · {stateText(apiKey)}
        </span>
        {state === "active" && (
          <span className="block text-13 text-pretty text-ink-2">
            {last_used_at === null
              ? m.keys_never_used()
              : m.keys_last_used({ when: timeInSentence(last_used_at, now) })}
          </span>
        )}
      </span>
      {state === "active" && (
        <Button
          look="plain"
          busy={busy}
          aria-label={m.keys_revoke_label({ name, hint })}
          onClick={onRevoke}
        >
          {m.keys_revoke()}
        </Button>
      )}
    </li>
  );
}

function stateText({ state, created_at, created_by, expires_at, revoked_at }: ApiKey): string {
  if (state === "revoked") return m.keys_revoked({ date: longDate(revoked_at ?? created_at) });
  if (state === "expired") return m.keys_expired({ date: longDate(expires_at ?? created_at) });
  const date = longDate(created_at);
  const made = created_by === null ? m.keys_made({ date }) : m.keys_made_by({ date, created_by });
  return expires_at === null ? made : `${made} · ${m.keys_until({ date: longDate(expires_at) })}`;
}
