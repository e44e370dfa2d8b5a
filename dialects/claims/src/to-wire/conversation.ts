import type { Talk } from "@relais/core";
import type { CaseView } from "@relais/protocol";
import { z } from "zod";

const statuses = ["active", "resolved", "archived"] as const;
export const conversationStatus = z.enum(statuses);

export const wireConversation = z.object({
  id: z.string(),
  organization_id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  customer_email: z.nullable(z.string()),
  customer_phone: z.nullable(z.string()),
  assigned_to: z.nullable(z.string()),
  assigned_to_name: z.nullable(z.string()),
  warranty_id: z.nullable(z.string()),
  claim_id: z.string(),
  claim_number: z.nullable(z.string()),
  subject: z.string(),
  status: conversationStatus,
  priority: z.string(),
  last_message_at: z.nullable(z.string()),
  unread_count_customer: z.number(),
  unread_count_staff: z.number(),
  /** Told once, to whoever created it. */
  access_token: z.nullable(z.string()),
  access_url: z.nullable(z.string()),
  /** Of the support team only: customers are not told that there is such a thing. */
  tags: z.optional(z.array(z.string())),
  internal_notes: z.optional(z.nullable(z.string())),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireConversation = z.infer<typeof wireConversation>;

/** Where the customer's link leads, and what stands in it. */
export type Access = Pick<WireConversation, "access_token" | "access_url">;
export const untold: Access = { access_token: null, access_url: null };

export type Told = { readonly talk: Talk; readonly case: CaseView; readonly ended: boolean };

export function toConversation(
  { talk, case: theCase, ended }: Told,
  organization_id: string,
  access: Access = untold,
): WireConversation {
  const { customer, waiting, last_message_at } = talk;
  const { assignee, internal } = theCase;
  return {
    id: talk.conversation_id,
    organization_id,
    customer_id: customer.id,
    customer_name: customer.full_name,
    customer_email: customer.email,
    customer_phone: customer.phone,
    assigned_to: assignee?.id ?? null,
    assigned_to_name: assignee?.full_name ?? null,
    warranty_id: warrantyOf(theCase),
    claim_id: theCase.id,
    claim_number: theCase.number,
    subject: theCase.title,
    status: statusOf({ talk, case: theCase, ended }),
    priority: theCase.priority,
    last_message_at,
    unread_count_customer: waiting.customer,
    unread_count_staff: waiting.staff,
    ...access,
    ...(internal !== undefined && {
      tags: [...internal.tags],
      internal_notes: textOf(internal.fields.notes),
    }),
    created_at: talk.created_at,
    updated_at:
      last_message_at !== null && last_message_at > theCase.updated_at
        ? last_message_at
        : theCase.updated_at,
  };
}

/** What the team says of it; without that, what follows from the claim. A customer who waits makes it active. */
export function statusOf({ talk, case: theCase, ended }: Told): WireConversation["status"] {
  if (talk.waiting.staff > 0 && !talk.closed) return "active";
  const said = conversationStatus.safeParse(theCase.internal?.fields.talk);
  if (said.success) return said.data;
  if (talk.closed) return "archived";
  return ended ? "resolved" : "active";
}

export function warrantyOf({ fields }: Pick<CaseView, "fields">): string | null {
  const warranty = fields.warranty;
  return typeof warranty === "object" && "id" in warranty ? warranty.id : null;
}

export const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
