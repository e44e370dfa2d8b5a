import type { Role } from "@relais/protocol";

/** Where the reference lists these calls. */
export const tags = ["Documented API: claims"];

/** What this API calls the roles of a claims business. */
export const roles: Readonly<Record<Role, string>> = {
  customer: "customer",
  worker: "repairer",
  agent: "operations",
  manager: "f_and_i",
  admin: "admin",
};

/** On which side of a conversation each stands. */
export const sides: Readonly<Record<Role, "customer" | "staff">> = {
  customer: "customer",
  worker: "staff",
  agent: "staff",
  manager: "staff",
  admin: "staff",
};

/** Our names of fields, as this API calls them. */
export const names = {
  text: "content",
  status: "new_status",
  note: "notes",
  assignee_id: "assigned_to",
  number: "warranty_number",
  product: "product_name",
  starts_on: "start_date",
  ends_on: "end_date",
  "guest.full_name": "customer_name",
  "guest.email": "customer_email",
  "guest.phone": "customer_phone",
  "fields.warranty": "warranty_id",
  "fields.issue": "issue_type",
  "fields.notes": "internal_notes",
  "fields.talk": "status",
  "": "body",
} as const;
