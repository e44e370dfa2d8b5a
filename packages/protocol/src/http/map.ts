import { z } from "zod";

/**
 * Where a page finds street maps. `pictures`: a template of raster tiles with `{z}`, `{x}`, `{y}`, perhaps
 * `{r}`. `shapes`: the path of one PMTiles file of vector tiles. Null: there is only what is built in.
 */
export const mapSource = z
  .strictObject({
    tiles: z.nullable(
      z.strictObject({
        kind: z.enum(["pictures", "shapes"]),
        url: z.string(),
        attribution: z.string(),
      }),
    ),
  })
  .meta({ id: "MapSource" });
export type MapSource = z.infer<typeof mapSource>;
