import type { KindView, OpenCase } from "@relais/client";

/** What was written in the fields of a kind, as the server takes it; what is empty is left out. */
export function fieldInputs(
  kind: KindView,
  written: Readonly<Record<string, string>>,
): NonNullable<OpenCase["fields"]> {
  const inputs: NonNullable<OpenCase["fields"]> = {};
  for (const { name, type, asked } of kind.fields) {
    const text = written[name]?.trim() ?? "";
    if (!asked || text === "") continue;
    if (type === "number") inputs[name] = Number(text);
    else if (type === "instant") inputs[name] = new Date(text).toISOString();
    else if (type === "place") inputs[name] = { address: text, latitude: null, longitude: null };
    else inputs[name] = text;
  }
  return inputs;
}
