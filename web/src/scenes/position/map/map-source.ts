import type { Client, MapSource } from "@relais/client";

let known: Promise<MapSource["tiles"]> | undefined;

/** Where streets come from, asked once; null while nobody can tell: then there is what is built in. */
export function mapSource(client: Client): Promise<MapSource["tiles"]> {
  known ??= client.http.mapSource().then(
    ({ tiles }) => tiles,
    () => {
      known = undefined;
      return null;
    },
  );
  return known;
}
