import { type MapSource, mapSource } from "@relais/protocol";
import type { Tiles } from "../../config-tiles.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { tilesPath } from "./tiles-file.ts";

export const mapSourceRoute: Route = (app, { signedIn, tiles }) => {
  const answer = { tiles: tiles === undefined ? null : told(tiles) };
  app.get(
    "/v1/map",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Where street maps come from",
        description: "`tiles` is null where the operator has set none.",
        response: { 200: mapSource, ...refusals(401, 429) },
      },
    },
    async () => answer,
  );
};

function told(tiles: Tiles): NonNullable<MapSource["tiles"]> {
  const { attribution } = tiles;
  if ("url" in tiles) return { kind: "pictures", url: tiles.url, attribution };
  return { kind: "shapes", url: tilesPath, attribution };
}
