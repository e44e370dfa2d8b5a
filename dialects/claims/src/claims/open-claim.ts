import { type Actor, getWarranty, openCase, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { CaseView, Priority } from "@relais/protocol";
import { guestOf } from "../fields.ts";

export type NewClaim = {
  readonly title: string;
  readonly description?: string | null | undefined;
  readonly customer_id?: string | null | undefined;
  readonly customer_name?: string | undefined;
  readonly customer_email: string | null;
  readonly customer_phone?: string | null | undefined;
  readonly warranty_id?: string | null | undefined;
  readonly issue_type?: string | null | undefined;
  readonly priority?: Priority | null | undefined;
  readonly client_id?: string | null | undefined;
};

/**
 * Opens a claim for whom it says: somebody named by id, the customer of the warranty, a customer without an account,
 * or whoever asks, who must then be who they say.
 *
 * Refuses: what getWarranty and openCase refuse.
 */
export async function openClaim(
  { core }: DialectServices,
  actor: Actor,
  claim: NewClaim,
): Promise<CaseView> {
  const { title, description, warranty_id, issue_type, priority, client_id } = claim;
  return openCase(core, actor, {
    kind: "claim",
    title,
    ...(description != null && { description }),
    ...(priority != null && { priority }),
    ...(client_id != null && { client_id }),
    fields: {
      ...(warranty_id != null && { warranty: warranty_id }),
      ...(issue_type != null && { issue: issue_type }),
    },
    ...(await whose(core, actor, claim)),
  });
}

async function whose(
  core: DialectServices["core"],
  actor: Actor,
  claim: NewClaim,
): Promise<{ customer_id?: string; guest?: ReturnType<typeof guestOf> }> {
  const { customer_id, customer_name, customer_email, customer_phone, warranty_id } = claim;
  if (actor.role === "customer") {
    // What somebody says about themselves is held against their token.
    const isSelf = customer_name === undefined || customer_name === actor.full_name;
    if (!isSelf || (customer_id ?? actor.id) !== actor.id) throw new RefusedError("forbidden");
    return {};
  }
  if (customer_id != null) return { customer_id };
  if (warranty_id != null) {
    return { customer_id: (await getWarranty(core, actor, warranty_id)).customer.id };
  }
  if (customer_name === undefined) return {};
  return { guest: guestOf({ customer_name, customer_email, customer_phone }) };
}
