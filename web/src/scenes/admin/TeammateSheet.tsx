import type { DeskTeammate } from "@relais/client/admin";
import type { ChangeTeammate } from "@relais/protocol";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { Sheet } from "../../design/Sheet.tsx";

type TeammateSheetProps = {
  teammate: DeskTeammate;
  /** What can be given to somebody of this role, by name and title. */
  kinds: readonly { readonly name: string; readonly title: string }[];
  busy: boolean;
  errors: Readonly<Record<string, string>>;
  onSave: (body: ChangeTeammate) => void;
  onClose: () => void;
};

/** What somebody takes by rule: how much at once, of which kinds, and for which skills. */
export function TeammateSheet(props: TeammateSheetProps) {
  const { teammate, kinds, busy, errors, onSave, onClose } = props;
  const { person, own_capacity, own_kinds } = teammate;
  const [capacity, setCapacity] = useState(own_capacity === null ? "" : String(own_capacity));
  const [skills, setSkills] = useState(teammate.skills.join(", "));
  const [chosen, setChosen] = useState<readonly string[]>(
    own_kinds ?? kinds.map(({ name }) => name),
  );
  const save = () =>
    onSave({
      capacity: capacity === "" ? null : Number(capacity),
      // All of them is what holds for everybody, and for kinds that come later.
      kinds: kinds.every(({ name }) => chosen.includes(name)) ? null : [...chosen],
      skills: skills
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    });
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={person.full_name}
      text={m.admin_teammate_text()}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={m.admin_teammate_capacity()}
          hint={m.admin_teammate_capacity_hint()}
          error={errors.capacity}
          optional
        >
          {(attributes) => (
            <input
              {...attributes}
              type="number"
              inputMode="numeric"
              min={0}
              max={200}
              placeholder={String(teammate.capacity)}
              value={capacity}
              onChange={(event) => setCapacity(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label={m.team_skills()}
          hint={m.admin_teammate_skills_hint()}
          error={errors.skills}
          optional
        >
          {(attributes) => (
            <input
              {...attributes}
              placeholder={m.team_skills_hint()}
              value={skills}
              onChange={(event) => setSkills(event.currentTarget.value)}
            />
          )}
        </Field>
        {kinds.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 text-15 font-semibold">{m.admin_teammate_kinds()}</legend>
            {kinds.map(({ name, title }) => (
              <label key={name} className="flex min-h-11 items-center gap-3 text-15">
                <input
                  type="checkbox"
                  className="size-5 accent-(--brand)"
                  checked={chosen.includes(name)}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked
                        ? [...chosen, name]
                        : chosen.filter((one) => one !== name),
                    )
                  }
                />
                {title}
              </label>
            ))}
            {errors.kinds !== undefined && <p className="text-13 text-danger">{errors.kinds}</p>}
          </fieldset>
        )}
        <Button type="submit" wide busy={busy}>
          {m.admin_save()}
        </Button>
      </form>
    </Sheet>
  );
}
