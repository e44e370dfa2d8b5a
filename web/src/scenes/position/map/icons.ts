import { hue, initials } from "@relais/react/headless";
import { type DivIcon, divIcon } from "leaflet";
import type { MapPerson } from "./place.ts";

/** Where somebody is: their initials in a ring that says whether they are heard of, and where they go. */
export function personIcon({ id, name, quiet, heading }: MapPerson): DivIcon {
  const root = document.createElement("span");
  root.className = "map-person-body";
  root.dataset.mover = name;
  root.dataset.quiet = String(quiet);
  if (heading !== null && heading !== undefined) {
    const arrow = document.createElement("span");
    arrow.className = "map-person-arrow";
    arrow.style.rotate = `${heading}deg`;
    root.append(arrow);
  }
  const badge = document.createElement("span");
  badge.className = "map-person-badge";
  badge.textContent = initials(name);
  const own = hue(id);
  badge.style.background = `var(--person-${own})`;
  badge.style.color = `var(--person-${own}-ink)`;
  root.append(badge);
  return divIcon({ className: "map-person", html: root, iconSize: [40, 40], iconAnchor: [20, 20] });
}

const svg = "http://www.w3.org/2000/svg";

/** Where they go: a pin whose point is the place. */
export function destinationIcon(): DivIcon {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("viewBox", "0 0 36 46");
  for (const [name, d] of [
    ["map-pin-shape", "M18 45 C18 45 34 29 34 17 A16 16 0 1 0 2 17 C2 29 18 45 18 45 Z"],
    ["map-pin-dot", "M18 11 a6 6 0 1 0 0.01 0 Z"],
  ] as const) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    drawing.append(path);
  }
  const root = document.createElement("span");
  root.append(drawing);
  return divIcon({ className: "map-pin", html: root, iconSize: [36, 46], iconAnchor: [18, 45] });
}
