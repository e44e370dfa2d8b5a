import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { currentLanguage } from "../../format/language.ts";
import { type Place, projectionOf } from "./projection.ts";
import { cities, coast } from "./west-africa.ts";
import { distanceText } from "./words.ts";

type Moving = Place & { key: string; name: string; accuracy_m: number };

type OfflineMapProps = { moving: readonly Moving[]; destination: Place | null; className?: string };

/** Where people are, drawn by ourselves: a grid with a scale, cities and the coast. Needs no network. */
export function OfflineMap({ moving, destination, className }: OfflineMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [{ width, height }, setSize] = useState({ width: 320, height: 180 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box && box.width > 0 && box.height > 0) setSize({ width: box.width, height: box.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const places = [...moving, ...(destination ? [destination] : [])];
  // Whoever comes moves towards what stands still; without that, around where they were first seen.
  const [first, setFirst] = useState<Place | null>(null);
  const [seen] = moving;
  if (first === null && seen) setFirst({ latitude: seen.latitude, longitude: seen.longitude });
  const centre = destination ?? first ?? seen;
  if (centre === undefined) return null;
  const { spot, pixelsPerMetre, stepMetres } = projectionOf(places, centre, width, height);
  const step = stepMetres * pixelsPerMetre;
  const inSight = cities
    .map((city) => ({ ...city, ...spot(city) }))
    .filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  const shore = coast.map(([longitude, latitude]) => spot({ longitude, latitude }));
  const goal = destination && spot(destination);
  return (
    <div ref={frame} className={className}>
      <svg
        role="img"
        aria-label={m.position_map({ names: moving.map(({ name }) => name).join(", ") })}
        viewBox={`0 0 ${width} ${height}`}
        className="block size-full bg-sunken"
      >
        {lines(width, step).map((x) => (
          <line key={`x${x}`} x1={x} x2={x} y1={0} y2={height} stroke="var(--line)" />
        ))}
        {lines(height, step).map((y) => (
          <line key={`y${y}`} x1={0} x2={width} y1={y} y2={y} stroke="var(--line)" />
        ))}
        <polyline
          points={shore.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          fill="none"
          stroke="var(--line-strong)"
        />
        {inSight.map(({ name, x, y }) => (
          <g key={name} fill="var(--ink-2)" fontSize={12}>
            <circle cx={x} cy={y} r={2.5} />
            <text x={x + 6} y={y - 6}>
              {name}
            </text>
          </g>
        ))}
        {goal && (
          <g className="map-mover" style={{ transform: `translate(${goal.x}px, ${goal.y}px)` }}>
            <path d="M0 0 L-7 -12 A8 8 0 1 1 7 -12 Z" fill="var(--brand)" />
            <circle cy={-16} r={3} fill="var(--on-brand)" />
          </g>
        )}
        {moving.map((one) => {
          const { x, y } = spot(one);
          return (
            <g
              key={one.key}
              data-mover={one.name}
              className="map-mover"
              style={{ transform: `translate(${x}px, ${y}px)` }}
            >
              <circle
                r={Math.max(9, one.accuracy_m * pixelsPerMetre)}
                fill="var(--ochre)"
                opacity={0.25}
              />
              <circle r={7} fill="var(--ochre)" stroke="var(--surface)" strokeWidth={2.5} />
            </g>
          );
        })}
        <g transform={`translate(10 ${height - 10})`} stroke="var(--ink-2)">
          <path d={`M0 -4 V0 H${step} V-4`} fill="none" />
          <text x={4} y={-7} stroke="none" fill="var(--ink-2)" fontSize={12}>
            {distanceText(stepMetres, currentLanguage())}
          </text>
        </g>
      </svg>
    </div>
  );
}

/** Where the lines of the grid lie, from the middle outwards. */
function lines(length: number, step: number): number[] {
  const first = (length / 2) % step;
  return Array.from(
    { length: Math.ceil((length - first) / step) },
    (_, index) => first + index * step,
  );
}
