import type { OrganizationSettings } from "@relais/client/admin";
import { useClient } from "@relais/react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Field } from "../../design/Field.tsx";
import { currentLanguage } from "../../format/language.ts";
import { inLanguage } from "../../kind/kind.ts";
import { knowMe } from "../../session/know-me.ts";
import { UnsavedGuard, useKept } from "../shell/UnsavedGuard.tsx";
import { AccentField } from "./AccentField.tsx";
import { LogoField } from "./LogoField.tsx";
import { cardClasses, Panel, Select, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";

/** How the organization presents itself, what it opens, and what it keeps. */
export function OrganizationSection() {
  const admin = useAdmin();
  const client = useClient();
  const loaded = useLoaded(useCallback(() => admin.organization(), [admin]));
  return (
    <Panel title={m.admin_organization()} text={m.admin_org_text()}>
      <With loaded={loaded}>
        {(settings) => (
          <Form
            settings={settings}
            onChange={(changed) => {
              loaded.set(changed);
              void knowMe(client);
            }}
          />
        )}
      </With>
    </Panel>
  );
}

/** Countries of those who use it; any other stays as it was set. */
const countries = [
  "ML",
  "CI",
  "SN",
  "BF",
  "NE",
  "GN",
  "TG",
  "BJ",
  "GH",
  "NG",
  "CM",
  "MR",
  "MA",
  "DZ",
  "TN",
  "FR",
  "BE",
  "CH",
  "CA",
  "GB",
  "US",
];
const spans = [30, 90, 180, 365, 730, 1_825];

type FormProps = {
  settings: OrganizationSettings;
  onChange: (settings: OrganizationSettings) => void;
};

function Form({ settings, onChange }: FormProps) {
  const admin = useAdmin();
  const { busy, fields, run } = useChange();
  const [name, setName] = useState(settings.name);
  const [language, setLanguage] = useState(settings.language);
  const [country, setCountry] = useState(settings.phone_country ?? "");
  const [accent, setAccent] = useState(settings.accent);
  const [days, setDays] = useState(settings.retention_days);
  const [kinds, setKinds] = useState(
    settings.kinds.filter(({ in_use }) => in_use).map((kind) => kind.name),
  );
  const [asking, setAsking] = useState(false);
  const shorter =
    days !== null && (settings.retention_days === null || days < settings.retention_days);
  const wanted = {
    name,
    language,
    phone_country: country === "" ? null : country,
    accent,
    retention_days: days,
    kinds: kinds.toSorted(),
  };
  const { unsaved, keep } = useKept(wanted);
  const save = async () => {
    setAsking(false);
    const saved = await run(() => admin.changeOrganization(wanted), m.admin_saved());
    if (!saved) return;
    keep();
    onChange(saved);
  };
  const named = new Intl.DisplayNames(currentLanguage(), { type: "region" });
  const offered = [...new Set([...countries, ...(country === "" ? [] : [country])])];
  return (
    <div className="flex flex-col gap-5">
      <UnsavedGuard unsaved={unsaved} />
      <LogoField settings={settings} onChange={onChange} />
      <form
        noValidate
        className={`${cardClasses} flex flex-col gap-5 p-4 desk:p-5`}
        onSubmit={(event) => {
          event.preventDefault();
          if (shorter) setAsking(true);
          else void save();
        }}
      >
        <Field label={m.admin_org_name()} error={fields.name}>
          {(attributes) => (
            <input
              {...attributes}
              required
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <AccentField accent={accent} onChange={setAccent} />
        <Choice
          legend={m.admin_org_language()}
          name="organization-language"
          value={language}
          options={[
            { value: "fr", label: "Français", lang: "fr" },
            { value: "en", label: "English", lang: "en" },
          ]}
          onChange={setLanguage}
        />
        <Select
          label={m.admin_org_phone()}
          value={country}
          error={fields.phone_country}
          options={[
            { value: "", label: m.admin_org_phone_none() },
            ...offered.map((code) => ({ value: code, label: named.of(code) ?? code })),
          ]}
          onChange={setCountry}
        />
        <fieldset className="flex flex-col gap-1">
          <legend className="text-15 font-semibold">{m.admin_org_kinds()}</legend>
          <p className="text-13 text-ink-2">{m.admin_org_kinds_hint()}</p>
          {settings.kinds.map((kind) => (
            <label key={kind.name} className="flex min-h-11 items-center gap-3 text-15">
              <input
                type="checkbox"
                className="size-5 accent-(--brand)"
                checked={kinds.includes(kind.name)}
                // The last one stays: an organization that opens nothing has nothing to do here.
                disabled={kinds.length === 1 && kinds.includes(kind.name)}
                onChange={(event) =>
                  setKinds(
                    event.currentTarget.checked
                      ? [...kinds, kind.name]
                      : kinds.filter((one) => one !== kind.name),
                  )
                }
              />
              {inLanguage(kind.title)}
            </label>
          ))}
        </fieldset>
        <Select
          label={m.admin_org_retention()}
          value={String(days ?? "")}
          hint={m.admin_org_retention_hint()}
          options={[
            { value: "", label: m.admin_org_keep() },
            ...[...new Set([...spans, ...(days === null ? [] : [days])])]
              .sort((one, other) => one - other)
              .map((span) => ({
                value: String(span),
                label: m.admin_org_after({ days: span }),
              })),
          ]}
          onChange={(value) => setDays(value === "" ? null : Number(value))}
        />
        <Button type="submit" wide busy={busy}>
          {m.admin_save()}
        </Button>
      </form>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.admin_org_erase_title()}
        text={m.admin_org_erase_text({ days: days ?? 0 })}
        action={m.admin_org_erase({ days: days ?? 0 })}
        busy={busy}
        onConfirm={() => void save()}
      />
    </div>
  );
}
