import { type ComponentProps, useMemo } from "react";
import { type Language, type Say, usualLanguage, wordsIn } from "./words.ts";

/** What every component of the claims API takes: an element's own properties, a language and a theme. */
export type PartProps = Omit<ComponentProps<"section">, "children"> & {
  /** The browser's by default. */
  language?: Language;
  /** The device's by default. */
  theme?: "light" | "dark";
};

export type Part = {
  readonly language: Language;
  readonly say: Say;
  /** For the outermost element. */
  readonly frame: ComponentProps<"section">;
};

/** The frame of a component: its class, its theme and its language, and whatever else was given to it. */
export function usePart(
  name: string,
  { language = usualLanguage(), theme, className, ...rest }: PartProps,
): Part {
  const say = useMemo(() => wordsIn(language), [language]);
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
