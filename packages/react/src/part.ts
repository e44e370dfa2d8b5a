import type { Language } from "@relais/client";
import { type ComponentProps, useMemo } from "react";

/** What every component takes: an element's own properties, a language and a theme. */
export type PartProps = Omit<ComponentProps<"section">, "children" | "onSelect"> & {
  /** The browser's by default. */
  language?: Language;
  /** The device's by default. */
  theme?: "light" | "dark";
};

/** The texts of a component, French first. */
export type Catalogue<Key extends string> = Readonly<
  Record<Language, Readonly<Record<Key, string>>>
>;

type Values = Readonly<Record<string, string | number>>;

export type Say<Key extends string> = (key: Key, values?: Values) => string;

export type Part<Key extends string> = {
  readonly language: Language;
  readonly say: Say<Key>;
  /** For the outermost element. */
  readonly frame: ComponentProps<"section">;
};

/** The frame of a component: its class, its theme and its language, and whatever else was given to it. */
export function usePart<Key extends string>(
  name: string,
  catalogue: Catalogue<Key>,
  { language = usualLanguage(), theme, className, ...rest }: PartProps,
): Part<Key> {
  const say = useMemo(() => sayIn(catalogue, language), [catalogue, language]);
  const classes = ["relais", `relais-${name}`, className].filter((one) => one !== undefined);
  return {
    language,
    say,
    frame: {
      ...rest,
      className: classes.join(" "),
      lang: language,
      ...(theme !== undefined && { "data-theme": theme }),
    } as ComponentProps<"section">,
  };
}

/** The texts of a catalogue in one language. */
export function sayIn<Key extends string>(catalogue: Catalogue<Key>, language: Language): Say<Key> {
  const words = catalogue[language];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** The browser's language, of those that we speak: French unless it is English. */
export function usualLanguage(): Language {
  return typeof navigator !== "undefined" && navigator.language.startsWith("en") ? "en" : "fr";
}
