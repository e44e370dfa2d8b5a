import { accentOf } from "@relais/client/admin";
import { useId } from "react";
import { m } from "../../catalogue/index.ts";

type AccentFieldProps = { accent: string | null; onChange: (accent: string | null) => void };

/** What the colour is before anybody chose one: that of Relais. */
const usual = "#006460";
const grounds = { light: "#ffffff", dark: "#17201f" } as const;

/** The organization's colour, and how it looks in both themes before it is kept. */
export function AccentField({ accent, onChange }: AccentFieldProps) {
  const id = useId();
  const tones = accentOf(accent ?? usual);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-15 font-semibold">{m.admin_org_accent()}</legend>
      <label className="flex min-h-11 items-center gap-3 text-15">
        <input
          type="checkbox"
          className="size-5 accent-(--brand)"
          checked={accent !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
        />
        {m.admin_org_accent_own()}
      </label>
      {accent !== null && (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <input
              id={id}
              type="color"
              aria-label={m.admin_org_accent()}
              value={accent}
              onChange={(event) => onChange(event.currentTarget.value.toLowerCase())}
              className="h-11 w-16 cursor-pointer rounded-control bg-surface p-1 shadow-[inset_0_0_0_1px_var(--line-strong)]"
            />
            {(["light", "dark"] as const).map((theme) => (
              <Sample
                key={theme}
                ground={grounds[theme]}
                tones={tones[theme]}
                label={theme === "light" ? m.admin_org_accent_light() : m.admin_org_accent_dark()}
              />
            ))}
          </div>
          <p className="text-13 text-ink-2">{m.admin_org_accent_hint()}</p>
        </>
      )}
    </fieldset>
  );
}

type Tones = ReturnType<typeof accentOf>["light"];

function Sample({ ground, tones, label }: { ground: string; tones: Tones; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 150 44"
      className="h-11 w-37.5 rounded-control shadow-[inset_0_0_0_1px_var(--line)]"
    >
      <rect width="150" height="44" rx="6" fill={ground} />
      <rect x="6" y="8" width="90" height="28" rx="6" fill={tones.brand} />
      <text x="51" y="26" fontSize="11" fontWeight="600" textAnchor="middle" fill={tones.on}>
        {label}
      </text>
      <text x="123" y="27" fontSize="14" fontWeight="600" textAnchor="middle" fill={tones.brand}>
        Aa
      </text>
    </svg>
  );
}
