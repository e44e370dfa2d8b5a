import { AlarmClock, CheckCheck, ChevronsUp, Tag, UserRoundPlus, X } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { hint } from "./commands.ts";
import { setDesk, useDeskState } from "./desk-store.ts";

const actions = [
  { name: "assign", icon: UserRoundPlus },
  { name: "tag", icon: Tag },
  { name: "priority", icon: ChevronsUp },
  { name: "snooze", icon: AlarmClock },
  { name: "close", icon: CheckCheck },
] as const;

/** What can be done to all that is chosen. */
export function SelectionBar() {
  const { selection } = useDeskState();
  if (selection.size === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={m.desk_selected({ count: selection.size })}
      className="flex items-center border-t border-line bg-paper ps-4 pe-1 pb-[env(safe-area-inset-bottom)]"
    >
      <p className="figures flex-1 text-15 font-semibold" aria-live="polite">
        <span aria-hidden="true">{selection.size}</span>
        <span className="sr-only">{m.desk_selected({ count: selection.size })}</span>
      </p>
      {actions.map(({ name, icon }) => (
        <IconButton
          key={name}
          icon={icon}
          label={hint(name)}
          onClick={() => setDesk({ sheet: { name, ids: [...selection] } })}
        />
      ))}
      <IconButton
        icon={X}
        label={m.desk_unselect()}
        onClick={() => setDesk({ selection: new Set() })}
      />
    </div>
  );
}
