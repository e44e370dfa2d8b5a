import type { CaseView } from "@relais/protocol";
import { z } from "zod";
import { textOf, warrantyOf } from "./conversation.ts";

export const wireClaim = z.object({
  id: z.string(),
  organization_id: z.string(),
  claim_number: z.nullable(z.string()),
  customer_id: z.string(),
  customer_name: z.string(),
  warranty_id: z.nullable(z.string()),
  title: z.string(),
  description: z.string(),
  issue_type: z.nullable(z.string()),
  status: z.string(),
  priority: z.string(),
  assigned_to: z.nullable(z.string()),
  assigned_to_name: z.nullable(z.string()),
  approved_amount: z.nullable(z.number()),
  conversation_id: z.nullable(z.string()),
  /** Of the support team only. */
  estimated_cost: z.optional(z.nullable(z.number())),
  tags: z.optional(z.array(z.string())),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireClaim = z.infer<typeof wireClaim>;

const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

export function toClaim(theCase: CaseView, organization_id: string): WireClaim {
  const { id, number, customer, title, description, status, priority } = theCase;
  const { assignee, conversation_id, fields, internal, created_at, updated_at } = theCase;
  return {
    id,
    organization_id,
    claim_number: number,
    customer_id: customer.id,
    customer_name: customer.full_name,
    warranty_id: warrantyOf(theCase),
    title,
    description,
    issue_type: textOf(fields.issue),
    status,
    priority,
    assigned_to: assignee?.id ?? null,
    assigned_to_name: assignee?.full_name ?? null,
    approved_amount: numberOf(fields.approved_amount),
    conversation_id,
    ...(internal !== undefined && {
      estimated_cost: numberOf(internal.fields.estimated_cost),
      tags: [...internal.tags],
    }),
    created_at,
    updated_at,
  };
}
