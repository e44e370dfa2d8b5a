import type { Role } from "@relais/protocol";

export type DemoMember = {
  readonly email: string;
  readonly full_name: string;
  readonly role: Role;
  readonly phone: string;
};

export type DemoOrganization = {
  readonly name: string;
  readonly slug: string;
  readonly kind: string;
  readonly members: readonly DemoMember[];
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
    name: "Garantie Plus",
    slug: "claims",
    kind: "request",
    members: [
      {
        email: "operations@claims.demo",
        full_name: "Nadia Benali",
        role: "agent",
        phone: "+223 70 00 00 11",
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

export type DemoCast = {
  readonly cast: {
    email: string;
    full_name: string;
    role: Role;
    organization: { name: string; kind: string };
  }[];
  readonly password: string;
};

/** Whom one may sign in as, for the sign-in scene. */
export function demoCast(): DemoCast {
  const cast = demoOrganizations.flatMap(({ name, kind, members }) =>
    members.map(({ email, full_name, role }) => ({
      email,
      full_name,
      role,
      organization: { name, kind },
    })),
  );
  return { cast, password: demoPassword };
}
