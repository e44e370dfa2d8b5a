import type { ConversationView } from "@relais/client";
import type { Standing } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";
import { Confirm } from "../../../design/Confirm.tsx";
import { DetailSheet } from "./DetailSheet.tsx";
import { MessageMenu } from "./MessageMenu.tsx";

export type OpenSheet = { what: "menu" | "detail" | "delete"; message: Standing };

type MessageSheetsProps = {
  open: OpenSheet | null;
  /** What was opened last: a sheet keeps what it shows while it leaves. */
  last: OpenSheet;
  view: ConversationView;
  onOpen: (sheet: OpenSheet) => void;
  onClosed: (what: OpenSheet["what"]) => void;
  onDelete: (message: Standing) => void;
};

/** The menu of a message, how far it has come, and the question before it is deleted. */
export function MessageSheets({
  open,
  last,
  view,
  onOpen,
  onClosed,
  onDelete,
}: MessageSheetsProps) {
  const shown = (what: OpenSheet["what"]) =>
    last.what === what ? currentOf(view, last.message) : null;
  const isOpen = (what: OpenSheet["what"]) => open?.what === what;
  return (
    <>
      <MessageMenu
        open={isOpen("menu")}
        message={shown("menu")}
        view={view}
        onClose={() => onClosed("menu")}
        onDetail={(message) => onOpen({ what: "detail", message })}
        onDelete={(message) => onOpen({ what: "delete", message })}
      />
      <DetailSheet
        open={isOpen("detail")}
        message={shown("detail")}
        view={view}
        onClose={() => onClosed("detail")}
      />
      <Confirm
        open={isOpen("delete")}
        onOpenChange={(next) => !next && onClosed("delete")}
        title={m.message_delete_title()}
        text={m.message_delete_text()}
        action={m.message_delete_action()}
        onConfirm={() => open && onDelete(open.message)}
      />
    </>
  );
}

/** The message as it stands now: it may have changed since a sheet was opened on it. */
function currentOf(view: ConversationView, message: Standing): Standing {
  const now = view.messages.find(({ number }) => number === message.number);
  return now === undefined ? message : { ...now, number: message.number };
}
