import { m } from "../catalogue/index.ts";
import { Button } from "./Button.tsx";
import { Sheet } from "./Sheet.tsx";

type ConfirmProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text: string;
  /** The verb of the thing that cannot be undone. */
  action: string;
  keep?: string;
  busy?: boolean;
  onConfirm: () => void;
};

/** Asked only before what cannot be undone. Staying is the first button. */
export function Confirm(props: ConfirmProps) {
  return (
    <Sheet
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      text={props.text}
    >
      <div className="flex flex-col gap-2">
        <Button wide onClick={() => props.onOpenChange(false)}>
          {props.keep ?? m.action_cancel()}
        </Button>
        <Button wide look="danger" busy={props.busy ?? false} onClick={props.onConfirm}>
          {props.action}
        </Button>
      </div>
    </Sheet>
  );
}
