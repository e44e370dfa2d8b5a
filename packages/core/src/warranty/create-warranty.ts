import { checkText, type Warranty, type WarrantyBody } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { namedPerson } from "../case/people.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { createGuest } from "../guest/create-guest.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";
import { uniqueName } from "../unique-name.ts";
import { selectWarranties, warrantyView } from "./list-warranties.ts";

const coverageCharacters = 2_000;

/**
 * Records a warranty of a customer, or of one without an account. Refuses: forbidden (operations and admins do),
 * invalid_body (the customer, a number taken, an end before the beginning), the text codes.
 */
export async function createWarranty(
  core: Core,
  actor: Actor,
  input: WarrantyBody,
): Promise<Warranty> {
  if (actor.role !== "agent" && actor.role !== "admin") throw new RefusedError("forbidden");
  const { number, product, serial_number = null, customer_id, guest } = input;
  const { starts_on, ends_on } = input;
  const coverage = checkCoverage(input.coverage ?? "");
  if ((customer_id === undefined) === (guest === undefined)) {
    throw new RefusedError("invalid_body", {
      fields: { customer_id: say("Dites pour qui.", "Say for whom.") },
    });
  }
  if (ends_on < starts_on) {
    throw new RefusedError("invalid_body", {
      fields: {
        ends_on: say("La fin vient après le début.", "The end comes after the beginning."),
      },
    });
  }
  return uniqueName("number", "warranty_number", () =>
    inOrganization(core.db, actor.organization_id, async (tx) => {
      const { organization_id } = actor;
      const customer =
        guest === undefined
          ? await namedPerson(tx, "customer_id", customer_id ?? "", ["customer"])
          : await createGuest(tx, organization_id, guest);
      const id = newId();
      await tx
        .insertInto("warranty")
        .values({
          id,
          organization_id,
          number,
          product,
          serial_number,
          customer_id: customer.id,
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

function checkCoverage(raw: string): string {
  if (raw.trim() === "") return "";
  const checked = checkText(raw, coverageCharacters);
  if (checked.ok) return checked.text;
  const fields = { coverage: textHint(checked.code, coverageCharacters) };
  throw new RefusedError(checked.code, { fields });
}
