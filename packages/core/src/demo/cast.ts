import type { Demo, Role } from "@relais/protocol";
import { kinds } from "../kinds/registry.ts";
import { roleTitle } from "../organization/role-title.ts";

export type DemoMember = {
  readonly email: string;
  readonly full_name: string;
  readonly role: Role;
  readonly phone: string;
};

export type DemoOrganization = {
  readonly name: string;
  readonly slug: string;
  /** What its cases are. */
  readonly kind: string;
  /** Kinds that it serves besides. */
  readonly besides?: readonly string[];
  readonly members: readonly DemoMember[];
  /** Anybody may register as a customer. */
  readonly open?: boolean;
};

/** The one password of the demonstration. */
export const demoPassword = "relais-demo";

/** The people of the demonstration, of the tests and of the pictures. */
export const demoOrganizations: readonly DemoOrganization[] = [
  {
    name: "SOS Dépannage Bamako",
    slug: "depannage",
    kind: "request",
    members: [
      {
        email: "client@depannage.demo",
        full_name: "Awa Traoré",
        role: "customer",
        phone: "+223 70 00 00 01",
      },
      {
        email: "technicien@depannage.demo",
        full_name: "Moussa Keïta",
        role: "worker",
        phone: "+223 70 00 00 02",
      },
      {
        email: "technicien2@depannage.demo",
        full_name: "Seydou Coulibaly",
        role: "worker",
        phone: "+223 70 00 00 03",
      },
      {
        email: "admin@depannage.demo",
        full_name: "Claire Diallo",
        role: "admin",
        phone: "+223 70 00 00 04",
      },
    ],
  },
  {
    name: "Promoto Garage",
    slug: "garage",
    kind: "appointment",
    besides: ["contact"],
    members: [
      {
        email: "client@garage.demo",
        full_name: "Awa Traoré",
        role: "customer",
        phone: "+223 70 00 00 06",
      },
      {
        email: "garagiste@garage.demo",
        full_name: "Ibrahim Koné",
        role: "worker",
        phone: "+223 70 00 00 07",
      },
      {
        email: "admin@garage.demo",
        full_name: "Mariam Sidibé",
        role: "admin",
        phone: "+223 70 00 00 08",
      },
    ],
  },
  {
    name: "Garantie Plus",
    slug: "claims",
    kind: "claim",
    besides: ["contact"],
    members: [
      {
        email: "client@claims.demo",
        full_name: "Mariam Coulibaly",
        role: "customer",
        phone: "+223 70 00 00 15",
      },
      {
        email: "operations@claims.demo",
        full_name: "Nadia Benali",
        role: "agent",
        phone: "+223 70 00 00 11",
      },
      {
        email: "agent@claims.demo",
        full_name: "Julien Moreau",
        role: "agent",
        phone: "+223 70 00 00 12",
      },
      {
        email: "finance@claims.demo",
        full_name: "Sophie Laurent",
        role: "manager",
        phone: "+223 70 00 00 13",
      },
      {
        email: "admin@claims.demo",
        full_name: "Aminata Sissoko",
        role: "admin",
        phone: "+223 70 00 00 14",
      },
    ],
  },
  {
    name: "DSI Horizon",
    slug: "tickets",
    kind: "ticket",
    open: true,
    members: [
      {
        email: "employe@tickets.demo",
        full_name: "Fatou Sow",
        role: "customer",
        phone: "+221 77 000 00 01",
      },
      {
        email: "technicien@tickets.demo",
        full_name: "Karim Haddad",
        role: "worker",
        phone: "+221 77 000 00 02",
      },
      {
        email: "technicien2@tickets.demo",
        full_name: "Aïcha Ndiaye",
        role: "worker",
        phone: "+221 77 000 00 03",
      },
      {
        email: "admin@tickets.demo",
        full_name: "Boubacar Diop",
        role: "admin",
        phone: "+221 77 000 00 04",
      },
    ],
  },
  {
    name: "LBN Livraison Abidjan",
    slug: "delivery",
    kind: "delivery",
    besides: ["contact", "talk"],
    members: [
      {
        email: "livreur@delivery.demo",
        full_name: "Koffi N’Guessan",
        role: "worker",
        phone: "+225 07 00 00 00 01",
      },
      {
        email: "client@delivery.demo",
        full_name: "Adjoua Kouassi",
        role: "customer",
        phone: "+225 07 00 00 00 02",
      },
      {
        email: "marchand@delivery.demo",
        full_name: "Yao Konan",
        role: "manager",
        phone: "+225 07 00 00 00 03",
      },
      {
        email: "support@delivery.demo",
        full_name: "Estelle Brou",
        role: "agent",
        phone: "+225 07 00 00 00 04",
      },
      {
        email: "admin@delivery.demo",
        full_name: "Serge Aka",
        role: "admin",
        phone: "+225 07 00 00 00 05",
      },
    ],
  },
  {
    name: "Ailleurs",
    slug: "outside",
    kind: "request",
    members: [
      {
        email: "outsider@outside.demo",
        full_name: "Oscar Intrus",
        role: "customer",
        phone: "+223 70 00 00 05",
      },
    ],
  },
];

/** Whom one may sign in as, for the sign-in scene. */
export function demoCast(): Demo {
  const cast = demoOrganizations.flatMap(({ name, kind, members }) =>
    members.map(({ email, full_name, role }) => {
      const title = roleTitle(kinds, [kind], role);
      return {
        email,
        full_name,
        role,
        ...(title !== null && { title }),
        organization: { name, kind },
      };
    }),
  );
  return { cast, password: demoPassword };
}
