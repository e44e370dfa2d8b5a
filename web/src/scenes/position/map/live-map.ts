import {
  circle,
  control,
  latLngBounds,
  type LatLngBounds,
  map as createMap,
  type Map as LeafletMap,
  marker,
  type Marker,
  polyline,
} from "leaflet";
import "leaflet/dist/leaflet.css";
import "./map.css";
import { type Base, openBase } from "./base.ts";
import { Glide } from "./glide.ts";
import { destinationIcon, personIcon } from "./icons.ts";
import { headingBetween, type MapPerson, type Place } from "./place.ts";
import { Trail } from "./trail.ts";

export type LiveMapOptions = {
  /** Gestures, keys and zoom buttons; without them the map is a picture that keeps itself up to date. */
  readonly gestures: boolean;
  readonly words: { readonly zoomIn: string; readonly zoomOut: string };
  /** Pixels around which nobody stands: what lies over the map. */
  readonly padding: () => { top: number; right: number; bottom: number; left: number };
  /** Whether the map goes along with people, or stays where the person has moved it. */
  readonly followed: (following: boolean) => void;
};

type Shown = { person: MapPerson; marker: Marker; glide: Glide };

/** Nearer than this the world is a car park. */
const nearestZoom = 17;
const movement = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * A map with people on it who move. Everybody and where they go are kept in sight until the person takes the
 * map into their own hands; `follow` gives it back. One a place on the screen; `remove` ends it.
 */
export class LiveMap {
  readonly #map: LeafletMap;
  readonly #options: LiveMapOptions;
  readonly #people = new Map<string, Shown>();
  #destination: { place: Place; marker: Marker } | null = null;
  #base: Base | null = null;
  #following = true;
  /** What we move ourselves is not the person's doing. */
  #ownMove = false;

  constructor(element: HTMLElement, options: LiveMapOptions) {
    this.#options = options;
    const { gestures } = options;
    this.#map = createMap(element, {
      attributionControl: false,
      zoomControl: false,
      dragging: gestures,
      touchZoom: gestures,
      scrollWheelZoom: gestures,
      doubleClickZoom: gestures,
      boxZoom: gestures,
      keyboard: gestures,
      minZoom: 3,
      maxZoom: 19,
      zoomSnap: 0.5,
      fadeAnimation: !movement.matches,
      zoomAnimation: !movement.matches,
      inertia: !movement.matches,
    });
    element.setAttribute("role", gestures ? "application" : "img");
    if (gestures) {
      const { zoomIn, zoomOut } = options.words;
      control
        .zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut })
        .addTo(this.#map);
      control.scale({ position: "topleft", imperial: false, maxWidth: 110 }).addTo(this.#map);
    }
    // Who made the map must be readable: at the foot of a phone's screen a card lies over it.
    const position = gestures ? "topright" : "bottomright";
    control.attribution({ position, prefix: false }).addTo(this.#map);
    this.#map.on("movestart", () => {
      if (!this.#ownMove) this.#setFollowing(false);
    });
    this.#map.on("dragstart", () => this.#setFollowing(false));
    this.#map.on("resize", () => this.#keepInSight());
  }

  /** The ground beneath: streets where there are some, else what we drew. */
  showBase(...source: Parameters<typeof openBase>): void {
    this.#base?.remove();
    this.#base = openBase(...source);
    this.#base.addTo(this.#map);
  }

  show(people: readonly MapPerson[], destination: Place | null): void {
    this.#showDestination(destination);
    const seen = new Set(people.map(({ key }) => key));
    for (const [key, shown] of this.#people) if (!seen.has(key)) this.#forget(key, shown);
    for (const person of people) this.#showPerson(person);
    this.#keepInSight();
  }

  /** Spoken by a screen reader. */
  name(label: string): void {
    this.#map.getContainer().setAttribute("aria-label", label);
  }

  follow(): void {
    this.#setFollowing(true);
    this.#keepInSight(true);
  }

  remove(): void {
    for (const { glide } of this.#people.values()) glide.stop();
    this.#map.remove();
  }

  #showDestination(place: Place | null): void {
    const before = this.#destination;
    if (place === null) {
      before?.marker.remove();
      this.#destination = null;
    } else if (before === null) {
      const pin = marker(spot(place), { icon: destinationIcon(), interactive: false });
      pin.addTo(this.#mapAt(place));
      this.#destination = { place, marker: pin };
    } else {
      before.marker.setLatLng(spot(place));
      this.#destination = { place, marker: before.marker };
    }
  }

  #showPerson(person: MapPerson): void {
    const shown = this.#people.get(person.key);
    if (shown === undefined) return this.#meet(person);
    if (isSame(shown.person, person)) return;
    const heading = headingBetween(shown.person, person) ?? shown.person.heading ?? null;
    shown.person = { ...person, heading };
    shown.marker.setIcon(personIcon(shown.person));
    shown.glide.to(person, movement.matches);
  }

  #meet(person: MapPerson): void {
    const map = this.#mapAt(person);
    const around = circle(spot(person), {
      radius: person.accuracy_m,
      className: "map-accuracy",
      interactive: false,
    }).addTo(map);
    const trail = new Trail(map, person);
    const way = polyline([], { className: "map-way", interactive: false }).addTo(map);
    const lead = (place: Place) => {
      const end = this.#destination?.place;
      way.setLatLngs(end === undefined ? [] : [spot(place), spot(end)]);
    };
    const standing = marker(spot(person), {
      icon: personIcon(person),
      interactive: false,
      keyboard: false,
      zIndexOffset: 1_000,
    }).addTo(map);
    const glide = new Glide(person, (place) => {
      standing.setLatLng(spot(place));
      around.setLatLng(spot(place)).setRadius(place.accuracy_m);
      trail.lead(place);
      lead(place);
    });
    lead(person);
    standing.once("remove", () => {
      around.remove();
      trail.remove();
      way.remove();
    });
    this.#people.set(person.key, { person, marker: standing, glide });
  }

  #forget(key: string, { marker: standing, glide }: Shown): void {
    glide.stop();
    standing.remove();
    this.#people.delete(key);
  }

  /** A map without a view cannot hold anything: the first thing on it gives it one. */
  #mapAt(place: Place): LeafletMap {
    if (!this.#hasView()) {
      this.#ownMove = true;
      this.#map.setView(spot(place), 15, { animate: false });
      this.#ownMove = false;
    }
    return this.#map;
  }

  #hasView(): boolean {
    return this.#destination !== null || this.#people.size > 0;
  }

  #setFollowing(following: boolean): void {
    if (this.#following === following) return;
    this.#following = following;
    this.#options.followed(following);
  }

  /** Moves the map only when somebody is about to leave the sight, or stands in it too small. */
  #keepInSight(now = false): void {
    if (!this.#following || !this.#hasView()) return;
    const bounds = this.#everybody();
    const { top, right, bottom, left } = this.#options.padding();
    const size = this.#map.getSize();
    if (size.x <= left + right || size.y <= top + bottom) return;
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) =>
      this.#map.latLngToContainerPoint(corner),
    );
    const inside = corners.every(
      ({ x, y }) => x >= left && x <= size.x - right && y >= top && y <= size.y - bottom,
    );
    const zoom = Math.min(
      nearestZoom,
      this.#map.getBoundsZoom(bounds, false, [left + right, top + bottom] as never),
    );
    if (!now && inside && zoom - this.#map.getZoom() < 1) return;
    this.#ownMove = true;
    this.#map.once("moveend", () => {
      this.#ownMove = false;
    });
    this.#map.fitBounds(bounds, {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom: nearestZoom,
      animate: !movement.matches && this.#people.size > 0,
    });
    if (movement.matches) this.#ownMove = false;
  }

  #everybody(): LatLngBounds {
    const places = [...this.#people.values()].map(({ person }) => spot(person));
    if (this.#destination) places.push(spot(this.#destination.place));
    return latLngBounds(places);
  }
}

function spot({ latitude, longitude }: Place): [number, number] {
  return [latitude, longitude];
}

/** Whether nothing of it has to be drawn anew. */
function isSame(one: MapPerson, other: MapPerson): boolean {
  const fields = ["latitude", "longitude", "accuracy_m", "quiet", "name"] as const;
  return fields.every((field) => one[field] === other[field]);
}
