import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { commands } from "./commands.ts";

const groups = ["case", "go", "desk"] as const;

function groupTitle(group: (typeof groups)[number]): string {
  switch (group) {
    case "case":
      return m.desk_help_case();
    case "go":
      return m.desk_help_go();
    case "desk":
      return m.desk_help_desk();
  }
}

/** Every key of the desk. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const moving = [
    { id: "move", label: m.desk_help_move(), keys: "J K" },
    { id: "screen", label: m.desk_help_screen(), keys: m.desk_help_page_keys() },
    { id: "ends", label: m.desk_help_ends(), keys: m.desk_help_end_keys() },
    { id: "open", label: m.desk_help_open(), keys: m.desk_help_enter() },
    { id: "palette", label: m.desk_palette_title(), keys: "Ctrl K" },
  ];
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.desk_do_help()}
      text={m.desk_help_text()}
    >
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group} className="flex flex-col gap-1">
            <h3 className="text-13 font-semibold text-ink-2">{groupTitle(group)}</h3>
            <dl className="flex flex-col">
              {[
                ...(group === "go" ? moving : []),
                ...commands.flatMap(({ id, label, keys, group: own }) =>
                  own === group && keys ? [{ id, label: label(), keys: keys.toUpperCase() }] : [],
                ),
              ].map(({ id, label, keys }) => (
                <div key={id} className="flex min-h-8 items-center justify-between gap-4 text-15">
                  <dt>{label}</dt>
                  <dd className="flex gap-1">
                    {keys.split(" ").map((key) => (
                      <kbd
                        key={key}
                        className="grid min-w-6 place-items-center whitespace-nowrap rounded-[5px] bg-sunken px-1.5 py-0.5 font-sans text-13 text-ink-2 shadow-[inset_0_0_0_1px_var(--line)]"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Button look="quiet" wide onClick={onClose}>
          {m.action_close()}
        </Button>
      </div>
    </Sheet>
  );
}
