import { fileTypes, limits } from "@relais/protocol";

/** Controls, everything that shows nothing or turns the direction of writing, and lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** What some file system reads as something else than a name. */
const special = /[<>:"|?*]/g;

/** A name that only names: without folders, tricks and what cannot be seen. Never empty. */
export function cleanName(raw: string): string {
  const last = raw.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const name = last
    .replace(unseen, "")
    .replace(special, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const { stem, ending } = split(name);
  const whole = ending === "" ? stem : `${stem}.${ending}`;
  return whole === "" ? "fichier" : whole;
}

/** The same name with an ending that the type has: what is opened by its ending opens as what it is. */
export function nameForType(name: string, type: string): string {
  const endings = fileTypes[type] ?? [];
  const { stem, ending } = split(name);
  if (endings.includes(ending.toLowerCase())) return name;
  return `${stem === "" ? "fichier" : stem}.${endings[0] ?? "bin"}`;
}

function split(name: string): { stem: string; ending: string } {
  const [, stem = name, ending = ""] = /^(.+)\.([A-Za-z0-9]{1,8})$/.exec(name) ?? [];
  return { stem: [...stem].slice(0, limits.fileNameCharacters).join("").trimEnd(), ending };
}
