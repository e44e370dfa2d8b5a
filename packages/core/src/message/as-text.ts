import { isPicture, type Language, type Message, parseGeoUri, type Words } from "@relais/protocol";

const sentences = {
  deleted: { fr: "Ce message a été supprimé.", en: "This message was deleted." },
  position: { fr: "Position partagée\u00a0: {what}", en: "Position shared: {what}" },
  voice: { fr: "Message vocal ({what})", en: "Voice message ({what})" },
  photo: { fr: "Photo envoyée", en: "Photo sent" },
  file: { fr: "Fichier envoyé\u00a0: {what}", en: "File sent: {what}" },
} satisfies Record<string, Words>;

type Spoken = "kind" | "text" | "attachments" | "deleted_at";

/**
 * What somebody wrote, as text alone: the whole of it for an API that has no word for files, voices or places.
 * Not for what the machine says.
 */
export function asText(
  { kind, text, attachments = [], deleted_at }: Pick<Message, Spoken>,
  language: Language,
): string {
  const say = (name: keyof typeof sentences, what = ""): string =>
    sentences[name][language].replace("{what}", what);
  if (deleted_at !== null) return say("deleted");
  if (kind === "position") {
    const place = parseGeoUri(text);
    return say("position", place === null ? "" : `${place.latitude}, ${place.longitude}`);
  }
  const [first] = attachments;
  if (text !== "" || first === undefined) return text;
  if (first.voice !== undefined) return say("voice", clock(first.voice.duration_ms));
  if (attachments.every(({ type }) => isPicture(type))) return say("photo");
  return say("file", attachments.map(({ name }) => name).join(", "));
}

function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
