import { Monitor, Moon, Sun } from "lucide-react";
import { useId } from "react";
import { m } from "../../catalogue/index.ts";
import { Choice } from "../../design/Choice.tsx";
import { chooseLanguage, useLanguage } from "../../format/language.ts";
import { chooseSaver, useSaverChoice } from "../../session/data-saver.ts";
import { chooseTheme, useThemeChoice } from "../../session/theme.ts";

const icon = { size: 18, strokeWidth: 1.75, "aria-hidden": true } as const;

export function ThemeChoiceField() {
  return (
    <Choice
      legend={m.settings_theme()}
      name={useId()}
      value={useThemeChoice()}
      onChange={chooseTheme}
      options={[
        { value: "system", label: m.settings_theme_system(), mark: <Monitor {...icon} /> },
        { value: "light", label: m.settings_theme_light(), mark: <Sun {...icon} /> },
        { value: "dark", label: m.settings_theme_dark(), mark: <Moon {...icon} /> },
      ]}
    />
  );
}

/** Smaller photos on a link that is slow or dear. */
export function SaverChoiceField() {
  return (
    <Choice
      legend={m.settings_saver()}
      name={useId()}
      value={useSaverChoice()}
      onChange={chooseSaver}
      options={[
        { value: "auto", label: m.settings_saver_auto() },
        { value: "on", label: m.settings_saver_on() },
        { value: "off", label: m.settings_saver_off() },
      ]}
    />
  );
}

/** Each language in its own words: whoever needs the switch cannot read the other one. */
export function LanguageChoice() {
  return (
    <Choice
      legend={m.settings_language()}
      name={useId()}
      value={useLanguage()}
      onChange={chooseLanguage}
      options={[
        { value: "fr", label: "Français", lang: "fr" },
        { value: "en", label: "English", lang: "en" },
      ]}
    />
  );
}
