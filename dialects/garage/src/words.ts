import type { Role } from "@relais/protocol";

/** Where the reference lists these calls. */
export const tags = ["Documented API: garage"];

/** What this API calls the roles of a garage. */
export const roles: Readonly<Record<Role, string>> = {
  customer: "client",
  worker: "garagiste",
  agent: "admin",
  manager: "admin",
  admin: "admin",
};

/** The kind whose conversation two people have, and the kind of what they make appointments with. */
export const pairKind = "contact";
export const appointmentKind = "appointment";

/** Our names of fields, as this API calls them. */
export const names = {
  text: "content",
  about: "appointmentId",
  client_id: "clientId",
  assignee_id: "garageId",
  title: "service",
  description: "notes",
  "fields.starts_at": "startsAt",
  "fields.vehicle": "vehicle",
  "": "body",
} as const;
