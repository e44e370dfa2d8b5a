import type { IncomingMessage } from "node:http";
import type { Language } from "@relais/protocol";

/** The language that the caller prefers of those we speak. French when in doubt. */
export function languageOf(request: Pick<IncomingMessage, "headers">): Language {
  return preferredLanguage(request.headers["accept-language"]);
}

/** `Accept-Language` as RFC 9110 has it: the highest weight wins, the first of equals. */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined) return "fr";
  let best: { language: Language; weight: number } | undefined;
  for (const part of header.split(",", 20)) {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const [primary] = range.trim().split("-");
    if (primary !== "fr" && primary !== "en") continue;
    const weight = weightOf(parameters);
    if (weight > (best?.weight ?? 0)) best = { language: primary, weight };
  }
  return best?.language ?? "fr";
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((one) => one.trim().startsWith("q="));
  const weight = given === undefined ? 1 : Number(given.trim().slice(2));
  return Number.isNaN(weight) ? 0 : weight;
}
