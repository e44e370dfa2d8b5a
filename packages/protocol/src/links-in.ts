/** Only what is written out with its scheme: a full stop without a space must not make anybody fetch anything. */
// oxlint-disable-next-line no-control-regex -- a control character ends an address
const written = /https?:\/\/[\p{L}\p{N}][^\s<>"'`{}|\\^\u0000-\u001f\u007f]*/giu;
/** A sentence goes on after a link, or ends with it. */
const trailing = /[.,:;!?…»”’*_~]+$/u;
/** Links of one message that are looked at: a text made of links is not meant to be read. */
const looked = 10;

/** The http(s) links of a text, as they stand in it, each once. */
export function linksIn(text: string): string[] {
  const links = new Set<string>();
  for (const [found] of text.matchAll(written)) {
    links.add(unbracketed(found.replace(trailing, "")));
    if (links.size === looked) break;
  }
  return [...links];
}

/** Which link of a text is shown as a card: its first one; null when there is none. */
export function previewedLink(text: string): string | null {
  return linksIn(text)[0] ?? null;
}

/** « (voir https://exemple.ml/a) »: a bracket that was opened before the link closes after it. */
function unbracketed(link: string): string {
  const opened = link.split("(").length;
  const closed = link.split(")").length;
  return closed > opened && link.endsWith(")") ? link.slice(0, -1).replace(trailing, "") : link;
}
