import type { Client, KindView } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { inLanguage } from "../../kind/kind.ts";

export type FieldChoice = { readonly value: string; readonly label: string };
type Choices = Readonly<Record<string, readonly FieldChoice[]>>;
type Type = KindView["fields"][number]["type"];

/** What the organization knows of a type, by name; null for what is simply written. */
async function known(client: Client, kind: string, type: Type): Promise<FieldChoice[] | null> {
  const { http } = client;
  switch (type) {
    case "equipment":
      return (await http.equipment()).map(({ id, name }) => ({ value: id, label: name }));
    case "department":
      return (await http.departments()).map(({ id, name }) => ({ value: id, label: name }));
    case "category":
      return (await http.categories())
        .filter((one) => one.kind === kind)
        .map(({ id, name }) => ({ value: id, label: name }));
    case "warranty":
      return (await http.warranties()).map(({ id, product, number }) => ({
        value: id,
        label: `${product} (${number})`,
      }));
    default:
      return null;
  }
}

/** What each field of a kind offers to choose from; those that are asked for come when they have come. */
export function useChoices(kind: KindView): Choices {
  const client = useClient();
  const declared = Object.fromEntries(
    kind.fields
      .filter(({ type }) => type === "choice")
      .map(({ name, choices }) => [
        name,
        choices.map(({ value, title }) => ({ value, label: inLanguage(title) })),
      ]),
  );
  const [found, setFound] = useState<Choices>({});
  useEffect(() => {
    let live = true;
    const load = async (name: string, type: Type) => {
      // Without a network nothing is offered, and the field is left out: it is optional.
      const options = await known(client, kind.name, type).catch(() => []);
      if (live && options) setFound((before) => ({ ...before, [name]: options }));
    };
    for (const { name, type, asked } of kind.fields) if (asked) void load(name, type);
    return () => {
      live = false;
    };
  }, [client, kind]);
  return { ...declared, ...found };
}
