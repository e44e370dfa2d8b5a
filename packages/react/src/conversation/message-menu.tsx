import { reactionEmojis } from "@relais/protocol";
import { Copy, Pencil, Reply, Trash2, X } from "lucide-react";
import { useState } from "react";
import { mayDelete, mayEdit, type Standing } from "../message/rights.ts";
import { useHere } from "./context.ts";
import { Dialog } from "./dialog.tsx";

type MessageMenuProps = { message: Standing; onClose: () => void };

const icon = { size: 20, strokeWidth: 1.75, "aria-hidden": true } as const;

/** What one can do with a message: react, answer, copy, and with one's own rewrite and delete. */
export function MessageMenu({ message, onClose }: MessageMenuProps) {
  const { canWrite, conversation, now, react, say, setAbout, view } = useHere();
  const [asking, setAsking] = useState(false);
  const { viewer_id: viewer = "", participants = [] } = view.state ?? {};
  const isAdmin = participants.some(({ id, role }) => id === viewer && role === "admin");
  const then = (deed: () => void) => () => {
    deed();
    onClose();
  };
  if (asking) {
    return (
      <Dialog className="relais-menu" label={say("delete_ask")} onClose={onClose}>
        <p>{say("delete_ask")}</p>
        <button
          type="button"
          className="relais-danger"
          // What was refused says so on its message, until it is tried again or dropped.
          onClick={then(() => void conversation.delete(message.number).catch(() => {}))}
        >
          <Trash2 {...icon} /> {say("delete")}
        </button>
        <button type="button" onClick={onClose}>
          <X {...icon} /> {say("cancel")}
        </button>
      </Dialog>
    );
  }
  return (
    <Dialog className="relais-menu" label={say("menu")} onClose={onClose}>
      {canWrite && (
        <div className="relais-emojis">
          {reactionEmojis.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={say("react_with", { emoji })}
              aria-pressed={message.reactions[viewer] === emoji}
              onClick={then(() => react(message, emoji))}
            >
              <span aria-hidden="true">{emoji}</span>
            </button>
          ))}
        </div>
      )}
      {canWrite && (
        <button type="button" onClick={then(() => setAbout({ kind: "reply", message }))}>
          <Reply {...icon} /> {say("reply")}
        </button>
      )}
      {message.text !== "" && (
        <button
          type="button"
          onClick={then(() => void navigator.clipboard?.writeText(message.text).catch(() => {}))}
        >
          <Copy {...icon} /> {say("copy")}
        </button>
      )}
      {canWrite && mayEdit(message, now) && (
        <button type="button" onClick={then(() => setAbout({ kind: "edit", message }))}>
          <Pencil {...icon} /> {say("edit")}
        </button>
      )}
      {canWrite && mayDelete(message, isAdmin, now) && (
        <button type="button" className="relais-danger" onClick={() => setAsking(true)}>
          <Trash2 {...icon} /> {say("delete")}
        </button>
      )}
      <button type="button" onClick={onClose}>
        <X {...icon} /> {say("close")}
      </button>
    </Dialog>
  );
}
