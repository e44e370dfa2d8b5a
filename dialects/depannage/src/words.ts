import type { Role } from "@relais/protocol";

/** Where the reference lists these calls. */
export const tags = ["Documented API: depannage"];

/** What this API calls the roles of a breakdown service. */
export const roles: Readonly<Record<Role, string>> = {
  customer: "client",
  worker: "technicien",
  agent: "admin",
  manager: "admin",
  admin: "admin",
};

/** Our names of fields, as this API calls them. */
export const names = {
  text: "content",
  attachments: "files",
  "": "body",
} as const;

/** What a device that says nothing of its accuracy is taken to have, in metres. */
export const usualAccuracy = 25;
