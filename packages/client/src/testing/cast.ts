import type { Me, Role } from "@relais/protocol";

/** A person as the fake server knows them. */
export type FakePerson = Me;

const organization = {
  id: "01900000-0000-7000-8000-000000000001",
  name: "SOS Dépannage Bamako",
  kinds: ["request"],
};

const person = (number: number, full_name: string, role: Role, email: string): FakePerson => ({
  id: `01900000-0000-7000-8000-0000000001${String(number).padStart(2, "0")}`,
  full_name,
  role,
  email,
  phone: null,
  language: "fr",
  organization,
});

/** The people of the demonstration. */
export const cast = {
  awa: person(1, "Awa Traoré", "customer", "client@depannage.demo"),
  moussa: person(2, "Moussa Keïta", "worker", "technicien@depannage.demo"),
  claire: person(3, "Claire Diallo", "admin", "admin@depannage.demo"),
} as const;
