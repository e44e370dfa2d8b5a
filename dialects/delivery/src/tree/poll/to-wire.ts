import { createHash } from "node:crypto";

/** In the frame that a client runs our answers in: passes them on to the page, under the name that it chose. */
const passing = (name: string, callback: string): string =>
  `function ${name}(){var f=parent[${JSON.stringify(name + callback)}];f&&f.apply(null,arguments)}\n`;

/** The first answer. `callback` is a word, so that nothing else can be run by it. */
export const opening = (callback: string, id: string, password: string): string =>
  `${passing("pLPCommand", callback)}${passing("pRTLPCB", callback)}pLPCommand("start",${JSON.stringify(id)},${JSON.stringify(password)});\n`;

/** The answer with this number: texts of JSON, in order. */
export const told = (number: number, texts: readonly string[]): string =>
  `pRTLPCB(${number},[${texts.join(",")}]);\n`;

/** The line has ended: the client opens another. */
export const closing = `pLPCommand("close");\n`;

/** A page whose end says that the page around it has gone. */
const farewell = `addEventListener("pagehide",function(){navigator.sendBeacon(location.href.replace("dframe=","disconn="))})`;
export const farewellPage = `<!doctype html><title>Relais</title><script>${farewell}</script>`;
export const farewellPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(farewell).digest("base64")}'`,
  "connect-src 'self'",
].join("; ");
