import { gzipSync } from "node:zlib";

const deepest = 15;
/** Of all zooms together. */
const everyTile = (4 ** (deepest + 1) - 1) / 3;

/**
 * A PMTiles file (version 3, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) whose tiles are all the
 * same one of vectors (Mapbox Vector Tile 2): land, and water over its lower three quarters. As Protomaps names its
 * layers.
 */
export function tinyMap(): Buffer {
  const tile = gzipSync(
    Buffer.concat([
      layer("earth", [square(0, 0, 4_096, 4_096)]),
      layer("water", [square(0, 1_000, 4_096, 3_096)]),
    ]),
  );
  // One entry: from tile 0 on, so many of it, its length, where it begins (plus one).
  const directory = gzipSync(Buffer.concat([1, 0, everyTile, tile.length, 1].map(varint)));
  const metadata = gzipSync(Buffer.from(JSON.stringify({ vector_layers: [] })));
  const header = Buffer.alloc(127);
  header.write("PMTiles", 0, "latin1");
  header[7] = 3;
  const places = [
    [127, directory.length],
    [127 + directory.length, metadata.length],
    [0, 0],
    [127 + directory.length + metadata.length, tile.length],
  ];
  for (const [index, [offset = 0, length = 0]] of places.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + index * 16);
  }
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(1n, at);
  // In order; directories and tiles packed by gzip; vectors; from the world to a street.
  header.set([1, 2, 2, 1, 0, deepest], 96);
  for (const [at, degrees] of [
    [102, -180],
    [106, -85],
    [110, 180],
    [114, 85],
  ] as const) {
    header.writeInt32LE(degrees * 10_000_000, at);
  }
  return Buffer.concat([header, directory, metadata, tile]);
}

/** One of the protocol buffers' fields. */
function field(number: number, value: number | Buffer): Buffer {
  if (typeof value === "number") return Buffer.concat([varint(number << 3), varint(value)]);
  return Buffer.concat([varint((number << 3) | 2), varint(value.length), value]);
}

function layer(name: string, polygons: readonly Buffer[]): Buffer {
  const features = polygons.map((geometry) =>
    field(2, Buffer.concat([field(2, Buffer.from([0, 0])), field(3, 3), field(4, geometry)])),
  );
  return field(
    3,
    Buffer.concat([
      field(15, 2),
      field(1, Buffer.from(name)),
      ...features,
      field(3, Buffer.from("kind")),
      field(4, field(1, Buffer.from(name))),
      field(5, 4_096),
    ]),
  );
}

/** Move to a corner, three lines, and close. */
function square(x: number, y: number, width: number, height: number): Buffer {
  const commands = [9, x, y, 26, width, 0, 0, height, -width, 0, 15];
  return Buffer.concat(
    commands.map((value, index) => varint([0, 3, 10].includes(index) ? value : zigzag(value))),
  );
}

/** Small whichever way it goes. */
const zigzag = (value: number) => (value << 1) ^ (value >> 31);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}
