import { m } from "../../../catalogue/index.ts";
import { Confirm } from "../../../design/Confirm.tsx";

type CollisionSheetProps = {
  open: boolean;
  by: string;
  onOpenChange: (open: boolean) => void;
  onSend: () => void;
};

/** Before an answer leaves: somebody else has answered while it was written. */
export function CollisionSheet({ open, by, onOpenChange, onSend }: CollisionSheetProps) {
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={m.collision_title({ name: by })}
      text={m.collision_text()}
      keep={m.collision_read()}
      action={m.collision_send()}
      onConfirm={onSend}
    />
  );
}
