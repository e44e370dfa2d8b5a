import { type Layer, layerGroup, type Map as LeafletMap, tileLayer } from "leaflet";
import type { MapSource } from "@relais/client";
import { drawnBase } from "./drawn-base.ts";

type Tiles = MapSource["tiles"];
export type Theme = "light" | "dark";

/** What lies beneath the people. */
export type Base = { addTo(map: LeafletMap): void; remove(): void };

/**
 * Streets from the operator's source, over what is built in: where a tile does not come, on a bad network or
 * outside the operator's file, there is still a river and a city.
 */
export function openBase(tiles: Tiles, theme: Theme, language: string): Base {
  const group = layerGroup([drawnBase()]);
  let gone = false;
  if (tiles?.kind === "pictures") {
    group.addLayer(
      tileLayer(tiles.url, {
        attribution: escaped(tiles.attribution),
        className: "map-pictures",
        // Keys of tile servers are bound to sites; the path of a case is nobody's business.
        referrerPolicy: "origin",
        maxZoom: 19,
      }),
    );
  } else if (tiles?.kind === "shapes") {
    const add = async () => {
      const layer = await shapes(tiles, theme, language);
      if (!gone) group.addLayer(layer);
    };
    void add();
  }
  return {
    addTo: (map) => void group.addTo(map),
    remove: () => {
      gone = true;
      group.remove();
    },
  };
}

/** Vector tiles are drawn here; the code for it comes only where there are any. */
async function shapes(
  { url, attribution }: NonNullable<Tiles>,
  theme: Theme,
  language: string,
): Promise<Layer> {
  const { leafletLayer } = await import("protomaps-leaflet");
  const layer = leafletLayer({
    url,
    flavor: theme,
    lang: language,
    attribution: escaped(attribution),
  });
  // It extends Leaflet's GridLayer, which its types do not say.
  return layer as unknown as Layer;
}

/** Leaflet writes attributions as HTML; the operator's setting is text. */
function escaped(text: string): string {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}
