import type { CannedReply } from "@relais/client";
import { kindOf } from "@relais/react/headless";
import { Lock, MessageSquareText, Plus, Zap } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/me.ts";
import { hasActions, macroWords } from "../conversation/assist/macro-words.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { CannedForm } from "./CannedForm.tsx";
import { useReplies } from "./use-replies.ts";

/** `/canned`: what the organization has ready to say and do, and one's own. */
export function CannedPage() {
  const me = useMe();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.canned_title()}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-160 flex-col gap-6">
          {me.role === "customer" ? (
            <EmptyState icon={Lock} title={m.canned_title()} text={m.case_not_found_text()} />
          ) : (
            <Replies />
          )}
        </div>
      </div>
    </div>
  );
}

function Replies() {
  const me = useMe();
  const leads = me.role === "admin" || me.role === "manager";
  const work = useReplies();
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const { replies } = work;
  const close = () => {
    setEdited(null);
    work.forget();
  };
  if (replies === null) {
    return work.failed === null ? (
      <div className="grid min-h-40 place-items-center text-ink-2">
        <Spinner />
      </div>
    ) : (
      <div role="alert" className="flex flex-col items-start gap-3 text-15">
        <p>{work.failed}</p>
        <Button look="quiet" onClick={work.again}>
          {m.action_retry()}
        </Button>
      </div>
    );
  }
  const shared = replies.filter(({ personal }) => !personal);
  const own = replies.filter(({ personal }) => personal);
  return (
    <>
      <p className="text-15 text-pretty text-ink-2">{m.canned_intro()}</p>
      <Button className="self-start" onClick={() => setEdited("new")}>
        <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.canned_add()}
      </Button>
      {replies.length === 0 && (
        <EmptyState
          icon={MessageSquareText}
          title={m.canned_empty_title()}
          text={m.canned_empty_text()}
        />
      )}
      <Group title={me.organization.name} replies={shared} onEdit={leads ? setEdited : undefined} />
      <Group title={m.canned_own()} replies={own} onEdit={setEdited} />
      <Sheet
        open={edited !== null}
        onOpenChange={(open) => !open && close()}
        title={edited === "new" ? m.canned_add() : m.canned_edit()}
      >
        {edited !== null && (
          <CannedForm
            key={edited === "new" ? "new" : edited.id}
            reply={edited === "new" ? null : edited}
            leads={leads}
            fields={work.fields}
            busy={work.busy}
            onSave={async (reply) => {
              if (await work.save(edited === "new" ? null : edited.id, reply)) close();
            }}
            onRemove={
              edited === "new"
                ? undefined
                : async () => {
                    if (await work.remove(edited.id)) close();
                  }
            }
          />
        )}
      </Sheet>
    </>
  );
}

type GroupProps = {
  title: string;
  replies: readonly CannedReply[];
  /** Absent where they are only read. */
  onEdit: ((reply: CannedReply) => void) | undefined;
};

function Group({ title, replies, onEdit }: GroupProps) {
  if (replies.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-13 font-semibold text-ink-2">{title}</h2>
      <ul className="flex flex-col gap-2">
        {replies.map((reply) => (
          <li key={reply.id}>
            {onEdit ? (
              <button
                type="button"
                onClick={() => onEdit(reply)}
                className="w-full rounded-card bg-surface p-4 text-start shadow-lift hover:bg-sunken"
              >
                <ReplyBody reply={reply} />
              </button>
            ) : (
              <div className="rounded-card bg-surface p-4 shadow-lift">
                <ReplyBody reply={reply} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReplyBody({ reply }: { reply: CannedReply }) {
  const kinds = useKinds();
  const named = reply.kinds.flatMap((name) => {
    const kind = kindOf(kinds, name);
    return kind ? [inLanguage(kind.title)] : [];
  });
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate text-15 font-semibold">{reply.title}</span>
        {named.length > 0 && (
          <span className="shrink-0 text-13 text-ink-2">{named.join(", ")}</span>
        )}
      </span>
      {reply.text !== "" && (
        <span className="line-clamp-3 text-15 whitespace-pre-line text-ink-2">{reply.text}</span>
      )}
      {hasActions(reply.actions) && (
        <span className="flex items-center gap-1.5 pt-1 text-13 text-brand">
          <Zap size={15} strokeWidth={1.75} className="shrink-0" aria-hidden="true" />
          <span className="wrap-anywhere">
            {macroWords(kindOf(kinds, reply.kinds[0] ?? ""), reply)}
          </span>
        </span>
      )}
    </>
  );
}
