import type { ConversationView } from "@relais/client";
import { reactionEmojis } from "@relais/protocol";
import { isStanding, mayDelete, mayEdit, type Standing, useNow } from "@relais/react/headless";
import { Copy, Info, type LucideIcon, Pencil, Reply, Trash2 } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";
import { Sheet } from "../../../design/Sheet.tsx";
import { copyText } from "../../../design/copy-text.ts";
import { useMe } from "../../../session/SignedIn.tsx";
import { useMessageActions } from "./context.ts";

type MessageMenuProps = {
  open: boolean;
  message: Standing | null;
  view: ConversationView;
  onClose: () => void;
  onDetail: (message: Standing) => void;
  onDelete: (message: Standing) => void;
};

/** Everything that can be done with one message. */
export function MessageMenu({
  open,
  message,
  view,
  onClose,
  onDetail,
  onDelete,
}: MessageMenuProps) {
  const me = useMe();
  const now = useNow();
  const { canWrite, react, setAbout } = useMessageActions();
  const own = message?.reactions[view.state?.viewer_id ?? ""];
  const standing = message !== null && isStanding(message);
  const then = (work: () => void) => () => {
    onClose();
    work();
  };
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()} title={m.message_menu()}>
      {message && (
        <div className="-mx-2 flex flex-col">
          {canWrite && standing && (
            <fieldset aria-label={m.message_react()} className="mb-2 flex justify-between px-1">
              {reactionEmojis.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  aria-pressed={own === emoji}
                  onClick={then(() => react(message, emoji))}
                  className={classes(
                    "grid size-12 place-items-center rounded-full text-26 hover:bg-sunken",
                    own === emoji && "bg-brand-soft",
                  )}
                >
                  {emoji}
                </button>
              ))}
            </fieldset>
          )}
          {canWrite && standing && (
            <Item
              icon={Reply}
              label={m.message_reply()}
              onClick={then(() => setAbout({ kind: "reply", message }))}
            />
          )}
          {standing && (
            <Item
              icon={Copy}
              label={m.message_copy()}
              onClick={then(() => void copyText(message.text, m.message_copied()))}
            />
          )}
          {canWrite && mayEdit(message, now) && (
            <Item
              icon={Pencil}
              label={m.message_edit()}
              onClick={then(() => setAbout({ kind: "edit", message }))}
            />
          )}
          <Item icon={Info} label={m.message_detail()} onClick={() => onDetail(message)} />
          {standing && mayDelete(message, me.role === "admin", now) && (
            <Item
              icon={Trash2}
              danger
              label={m.action_delete()}
              onClick={() => onDelete(message)}
            />
          )}
        </div>
      )}
    </Sheet>
  );
}

type ItemProps = { icon: LucideIcon; label: string; danger?: boolean; onClick: () => void };

function Item({ icon: Icon, label, danger = false, onClick }: ItemProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={classes(
        "flex min-h-12 items-center gap-3 rounded-control px-3 text-start text-17 hover:bg-sunken desk:text-15",
        danger && "text-danger",
      )}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      {label}
    </button>
  );
}
