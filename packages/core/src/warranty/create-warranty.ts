import type { Warranty, WarrantyBody } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { namedPerson } from "../case/people.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { uniqueName } from "../unique-name.ts";
import { selectWarranties, warrantyView } from "./list-warranties.ts";

/**
 * Records a warranty of a customer. Refuses: forbidden (operations and admins do), invalid_body (the customer, a
 * number taken, an end before the beginning).
 */
export function createWarranty(core: Core, actor: Actor, input: WarrantyBody): Promise<Warranty> {
  if (actor.role !== "agent" && actor.role !== "admin") throw new RefusedError("forbidden");
  const { number, product, serial_number = null, customer_id, coverage = "" } = input;
  const { starts_on, ends_on } = input;
  if (ends_on < starts_on) {
    throw new RefusedError("invalid_body", {
      fields: {
        ends_on: say("La fin vient après le début.", "The end comes after the beginning."),
      },
    });
  }
  return uniqueName("number", "warranty_number", () =>
    inOrganization(core.db, actor.organization_id, async (tx) => {
      await namedPerson(tx, "customer_id", customer_id, ["customer"]);
      const id = newId();
      const { organization_id } = actor;
      await tx
        .insertInto("warranty")
        .values({
          id,
          organization_id,
          number,
          product,
          serial_number,
          customer_id,
          coverage,
          starts_on,
          ends_on,
          created_at: core.now(),
        })
        .execute();
      const row = await selectWarranties(tx, core.now())
        .where("warranty.id", "=", id)
        .executeTakeFirstOrThrow();
      return warrantyView(row);
    }),
  );
}
