import { resolve } from "node:path";
import { ConfigError, type Environment, valueOf } from "./config-values.ts";

/** Where street maps come from: pictures from a server, or one file that we serve ourselves. */
export type Tiles = ({ readonly url: string } | { readonly file: string }) & {
  /** Who made the map, as its licence asks. */
  readonly attribution: string;
};

/** `TILES_URL` or `TILES_FILE`, and whom the map is of; throws ConfigError for what is no map. */
export function readTiles(environment: Environment, folder: string): Tiles | undefined {
  const url = valueOf(environment, "TILES_URL");
  const file = valueOf(environment, "TILES_FILE");
  const attribution = valueOf(environment, "TILES_ATTRIBUTION");
  if (url !== undefined && file !== undefined) {
    throw new ConfigError("TILES_URL and TILES_FILE are both given: put only one of them.");
  }
  if (file !== undefined) {
    return { file: resolve(folder, file), attribution: attribution ?? "© OpenStreetMap" };
  }
  if (url === undefined) {
    if (attribution === undefined) return undefined;
    throw new ConfigError(
      "TILES_ATTRIBUTION is without a map: put TILES_URL or TILES_FILE too, or remove it.",
    );
  }
  const address = URL.parse(url);
  const complete =
    address !== null &&
    (address.protocol === "https:" || address.protocol === "http:") &&
    // The one origin that pages may load pictures from: no placeholder may change it.
    /^[a-z0-9.:[\]-]+$/i.test(address.host) &&
    address.username === "" &&
    ["{z}", "{x}", "{y}"].every((part) => url.includes(part));
  if (!complete) {
    throw new ConfigError(
      "TILES_URL is no template of tiles: put something like https://tiles.example.org/{z}/{x}/{y}.png.",
    );
  }
  if (attribution !== undefined) return { url, attribution };
  throw new ConfigError(
    "TILES_ATTRIBUTION is missing: put who made the map of TILES_URL, as its licence asks.",
  );
}
