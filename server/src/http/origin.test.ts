import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { isAllowedOrigin } from "./origin.ts";

const allowed = ["https://relais.example.org", "http://localhost:5173"];
const asks = (headers: { origin?: string; host?: string }) =>
  isAllowedOrigin({ headers: { host: "10.0.0.5:3000", ...headers } } as IncomingMessage, allowed);

it.each([
  ["a program, which sends none", {}, true],
  ["our own page", { origin: "http://10.0.0.5:3000" }, true],
  [
    "our own page, whatever the case of its name",
    { origin: "http://relais.local", host: "Relais.local" },
    true,
  ],
  ["the public address", { origin: "https://relais.example.org" }, true],
  ["the front end", { origin: "http://localhost:5173" }, true],
  ["another site", { origin: "https://evil.example" }, false],
  ["a site that begins like ours", { origin: "https://relais.example.org.evil.example" }, false],
  ["another port of our host", { origin: "http://10.0.0.5:3001" }, false],
  ["a page without an origin", { origin: "null" }, false],
  ["nonsense", { origin: "::" }, false],
])("%s: %j", (_who, headers, answer) => {
  expect(asks(headers)).toBe(answer);
});
