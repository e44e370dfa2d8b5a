import type { Conversation } from "@relais/client";
import { Camera, FileText, Image, type LucideIcon, MapPin } from "lucide-react";
import { useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { Sheet } from "../../../design/Sheet.tsx";
import { useTouch } from "../../../session/media.ts";
import { PositionSheet } from "../../position/PositionSheet.tsx";
import type { FileSources } from "../files/use-file-sources.tsx";
import { ActionFace, actionClasses } from "./ActionFace.tsx";
import { CallAction } from "./CallAction.tsx";

type QuickSheetProps = {
  conversation: Conversation;
  sources: FileSources;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Call, where I am, a photo, a picture, a file. */
export function QuickSheet({ conversation, sources, open, onOpenChange }: QuickSheetProps) {
  const touch = useTouch();
  const [position, setPosition] = useState(false);
  const then = (work: () => void) => () => {
    onOpenChange(false);
    work();
  };
  return (
    <>
      <Sheet open={open} onOpenChange={onOpenChange} title={m.quick_title()}>
        <ul className="grid grid-cols-3 gap-2 pb-2">
          <CallAction
            conversationId={conversation.id}
            open={open}
            onCall={() => onOpenChange(false)}
          />
          <QuickAction
            icon={MapPin}
            label={m.position_menu()}
            onClick={then(() => setPosition(true))}
          />
          {touch && (
            <QuickAction icon={Camera} label={m.files_camera()} onClick={then(sources.camera)} />
          )}
          <QuickAction icon={Image} label={m.files_pictures()} onClick={then(sources.pictures)} />
          <QuickAction icon={FileText} label={m.files_attach()} onClick={then(sources.files)} />
        </ul>
      </Sheet>
      <PositionSheet conversation={conversation} open={position} onOpenChange={setPosition} />
    </>
  );
}

type QuickActionProps = { icon: LucideIcon; label: string; onClick: () => void };

function QuickAction({ icon, label, onClick }: QuickActionProps) {
  return (
    <li>
      <button type="button" onClick={onClick} className={actionClasses}>
        <ActionFace icon={icon} label={label} />
      </button>
    </li>
  );
}
