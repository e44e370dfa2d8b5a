/** French puts a space before these; it must not let them begin a line alone. */
export const keepTogether = (text: string): string =>
  text.replace(/ (?=[:;?!»])/gu, "\u00a0").replace(/« /gu, "«\u00a0");
