import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";

/** What only a person does: taking work, being somewhere, having devices and a name of their own. Refuses: forbidden. */
export function refuseService({ service }: Pick<Actor, "service">): void {
  if (service) throw new RefusedError("forbidden");
}
