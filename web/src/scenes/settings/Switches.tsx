import { Moon, Sun } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { chooseLanguage, useLanguage } from "../../format/language.ts";
import { chooseTheme, useTheme } from "../../session/theme.ts";

/** The other language, in its own word, and the other light: for whoever is at the door. */
export function Switches() {
  const language = useLanguage();
  const theme = useTheme();
  const other = language === "fr" ? "en" : "fr";
  return (
    <div className="flex items-center">
      <Button look="plain" lang={other} className="px-3" onClick={() => chooseLanguage(other)}>
        {other === "en" ? "English" : "Français"}
      </Button>
      <IconButton
        icon={theme === "dark" ? Sun : Moon}
        label={theme === "dark" ? m.settings_theme_to_light() : m.settings_theme_to_dark()}
        onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
      />
    </div>
  );
}
