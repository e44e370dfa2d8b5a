import {
  divIcon,
  GridLayer,
  type Layer,
  LayerGroup,
  type Map as LeafletMap,
  marker,
  polygon,
  polyline,
} from "leaflet";
import { cities, niger, quarters, sea, type Line, type Town } from "./west-africa.ts";

/** A grid to see movement by, the sea, the Niger, cities: needs no network at all. */
export function drawnBase(): Layer {
  return new DrawnBase();
}

class DrawnBase extends LayerGroup {
  #map: LeafletMap | null = null;
  readonly #river = polyline(places(smooth(smooth(niger.course))), {
    className: "map-river",
    interactive: false,
    lineJoin: "round",
  });
  readonly #names = new LayerGroup();

  override onAdd(map: LeafletMap): this {
    this.#map = map;
    this.addLayer(new Grid({ className: "map-grid" }));
    this.addLayer(polygon(places(sea), { className: "map-sea", interactive: false }));
    this.addLayer(this.#river);
    this.addLayer(this.#names);
    map.on("zoomend", this.#scale, this);
    this.#scale();
    return super.onAdd(map);
  }

  override onRemove(map: LeafletMap): this {
    map.off("zoomend", this.#scale, this);
    this.#map = null;
    return super.onRemove(map);
  }

  /** A river is as wide as it is; a name appears where there is room for it. */
  #scale(): void {
    const map = this.#map;
    if (map === null) return;
    const zoom = map.getZoom();
    const pixelsPerMetre = 2 ** (zoom + 8) / (40_075_017 * Math.cos((12.6 * Math.PI) / 180));
    this.#river.setStyle({ weight: Math.max(2, niger.metres * pixelsPerMetre) });
    this.#names.clearLayers();
    const towns = zoom >= 12 ? [...cities, ...quarters] : cities;
    for (const town of towns) if (zoom >= town.from) this.#names.addLayer(nameOf(town));
  }
}

function nameOf({ name, latitude, longitude, from }: Town): Layer {
  const text = document.createElement("span");
  text.textContent = name;
  const className = from >= 12 ? "map-quarter" : "map-city";
  return marker([latitude, longitude], {
    icon: divIcon({ className, html: text, iconSize: [0, 0] }),
    interactive: false,
    keyboard: false,
  });
}

/** Cuts the corners of a line (Chaikin): a river has none. */
function smooth(line: Line): Line {
  return line.slice(0, -1).flatMap(([x, y], index) => {
    const [nextX, nextY] = line[index + 1] ?? [x, y];
    const at = (share: number) => [x + (nextX - x) * share, y + (nextY - y) * share] as const;
    return [at(0.25), at(0.75)];
  });
}

class Grid extends GridLayer {
  override createTile(): HTMLElement {
    const tile = document.createElement("div");
    tile.className = "map-grid-tile";
    return tile;
  }
}

/** Longitude comes first where maps are written down, and second where Leaflet reads them. */
function places(line: Line): [number, number][] {
  return line.map(([longitude, latitude]) => [latitude, longitude]);
}
