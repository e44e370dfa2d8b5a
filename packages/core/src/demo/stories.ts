import type { OpenCase, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { acceptCase } from "../case/accept-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { noteCase } from "../case/note-case.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
import { updateCase } from "../case/update-case.ts";
import { createCategory } from "../category/create-category.ts";
import type { Core } from "../core.ts";
import { atSignIn } from "../database/scope.ts";
import { createDepartment } from "../department/create-department.ts";
import { createEquipment } from "../equipment/create-equipment.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { createProcedure } from "../procedure/write-procedure.ts";
import { createWarranty } from "../warranty/create-warranty.ts";
import { presentWorkplace } from "../workplace/present-workplace.ts";
import { batteryProcedure } from "./battery-procedure.ts";
import { openPaulsCase } from "./paul.ts";

/**
 * What the people of the demonstration have said and done so far, by the same commands that everybody uses.
 * The breakdown service has a procedure and no case: there one tries it out. What is there already stays as it is.
 */
export async function tellStories(core: Core): Promise<void> {
  for (const tell of [breakdowns, garage, tickets, deliveries, warranties, paul]) {
    try {
      await tell(core);
    } catch (error) {
      // Two servers that start at once tell the same story: the second finds it told.
      if (!(error instanceof RefusedError)) throw error;
    }
  }
}

async function person(core: Core, email: string): Promise<Actor> {
  const { role, ...member } = await atSignIn(core.db, email, (tx) =>
    tx
      .selectFrom("member")
      .select(["id", "organization_id", "full_name", "role"])
      .where("email", "=", email)
      .executeTakeFirstOrThrow(),
  );
  // The check constraint of the column holds the same list as the type.
  return { ...member, role: role as Role, sign_in_id: newId() };
}

const say = (
  core: Core,
  actor: Actor,
  conversation_id: string | null,
  text: string,
  key: string,
) =>
  conversation_id === null
    ? Promise.resolve()
    : sendMessage(core, actor, { conversation_id, text, client_id: key });

const inDays = (core: Core, days: number, hour: number): string => {
  const at = core.now();
  at.setUTCDate(at.getUTCDate() + days);
  at.setUTCHours(hour, 0, 0, 0);
  return at.toISOString();
};

async function breakdowns(core: Core): Promise<void> {
  await createProcedure(core, await person(core, "admin@depannage.demo"), batteryProcedure);
}

async function garage(core: Core): Promise<void> {
  const awa = await person(core, "client@garage.demo");
  const ibrahim = await person(core, "garagiste@garage.demo");
  const weekdays = [1, 2, 3, 4, 5];
  await presentWorkplace(core, ibrahim, {
    name: "Garage Koné",
    about: "Mécanique générale, freins, climatisation. Devis avant travaux.",
    address: "Hamdallaye ACI 2000, rue 314, Bamako",
    latitude: 12.6392,
    longitude: -8.0289,
    services: ["Vidange", "Freins", "Pneus", "Climatisation", "Diagnostic"],
    opening_hours: [
      ...weekdays.flatMap((day) => [
        { day, opens: "08:00", closes: "12:30" },
        { day, opens: "14:00", closes: "18:00" },
      ]),
      { day: 6, opens: "08:00", closes: "13:00" },
    ],
  });
  const book = (title: string, fields: OpenCase["fields"], client_id: string) =>
    openCase(core, awa, {
      kind: "appointment",
      title,
      fields,
      assignee_id: ibrahim.id,
      client_id,
    });
  const service = await book(
    "Vidange et contrôle des freins",
    { starts_at: inDays(core, 2, 9), vehicle: "Toyota Corolla, BJ-1234-MD" },
    "demo-service",
  );
  await say(
    core,
    awa,
    service.conversation_id,
    "Bonjour, est-ce qu’il faut laisser la voiture la journée\u202f?",
    "demo-g1",
  );
  await say(
    core,
    ibrahim,
    service.conversation_id,
    "Bonjour Awa, deux heures suffisent. Venez à 9 h.",
    "demo-g2",
  );
  await changeStatus(core, ibrahim, service.id, { status: "confirmed" });
  await book(
    "Climatisation qui ne refroidit plus",
    { starts_at: inDays(core, 9, 15), vehicle: "Toyota Corolla, BJ-1234-MD" },
    "demo-cooling",
  );
}

async function tickets(core: Core): Promise<void> {
  const fatou = await person(core, "employe@tickets.demo");
  const karim = await person(core, "technicien@tickets.demo");
  const admin = await person(core, "admin@tickets.demo");
  const accounting = await createDepartment(core, admin, { name: "Comptabilité" });
  for (const name of ["Ressources humaines", "Ventes", "Direction"]) {
    await createDepartment(core, admin, { name });
  }
  const [hardware] = await Promise.all(
    ["Matériel", "Logiciel", "Réseau", "Accès et mots de passe"].map((name) =>
      createCategory(core, admin, { name, kind: "ticket" }),
    ),
  );
  const printer = await createEquipment(core, admin, {
    name: "Imprimante du 2e étage",
    type: "imprimante",
    serial_number: "HP-88210",
    department_id: accounting.id,
  });
  const laptop = await createEquipment(core, admin, {
    name: "Portable de Fatou",
    type: "ordinateur",
    serial_number: "LN-40417",
    department_id: accounting.id,
    holder_id: fatou.id,
  });
  const ask = (input: Omit<OpenCase, "kind">) =>
    openCase(core, fatou, { kind: "ticket", ...input });
  const paper = await ask({
    title: "L’imprimante annonce un bourrage qui n’existe pas",
    description: "J’ai ouvert tous les capots, il n’y a pas de papier coincé.",
    fields: { equipment: printer.id, department: accounting.id, category: hardware?.id ?? null },
    client_id: "demo-printer",
  });
  await acceptCase(core, karim, paper.id);
  await say(
    core,
    karim,
    paper.conversation_id,
    "Bonjour Fatou, le voyant à droite clignote-t-il en orange\u202f?",
    "demo-t1",
  );
  await say(core, fatou, paper.conversation_id, "Oui, deux fois de suite.", "demo-t2");
  await updateCase(core, karim, paper.id, { tags: ["capteur"] });
  await noteCase(core, karim, paper.id, {
    note: "Capteur à nettoyer, déjà vu en mars.",
    internal: true,
  });
  await ask({
    title: "L’écran reste noir après la veille",
    description: "Il faut redémarrer trois fois par jour.",
    priority: "high",
    fields: { equipment: laptop.id },
    client_id: "demo-screen",
  });
}

async function deliveries(core: Core): Promise<void> {
  const koffi = await person(core, "livreur@delivery.demo");
  const client = await person(core, "client@delivery.demo");
  const merchant = await person(core, "marchand@delivery.demo");
  const support = await person(core, "support@delivery.demo");
  const parcel = await openCase(core, support, {
    kind: "delivery",
    title: "Deux cartons de vaisselle",
    description: "Fragile. Sonner chez Kouassi, 3e étage.",
    fields: {
      pickup: {
        address: "Cocody, rue des Jardins, boutique Yao",
        latitude: 5.3676,
        longitude: -3.9866,
      },
      delivery: {
        address: "Yopougon Siporex, résidence Les Palmiers",
        latitude: 5.345,
        longitude: -4.0689,
      },
      parcels: 2,
    },
    customer_id: client.id,
    assignee_id: koffi.id,
    client_id: "demo-parcel",
  });
  const { room } = await openRoom(core, koffi, parcel.id, client.id);
  await changeStatus(core, koffi, parcel.id, { status: "picked_up" });
  await say(
    core,
    koffi,
    room.conversation_id,
    "Bonjour, je suis votre livreur. Je pars de Cocody.",
    "demo-d1",
  );
  await say(
    core,
    client,
    room.conversation_id,
    "Très bien, l’ascenseur est en panne, je descends.",
    "demo-d2",
  );
  await openCase(core, merchant, {
    kind: "delivery",
    title: "Enveloppe de documents",
    fields: {
      pickup: { address: "Plateau, avenue Chardy", latitude: 5.3229, longitude: -4.0165 },
      delivery: { address: "Marcory Zone 4, rue du Canal", latitude: 5.2953, longitude: -3.9821 },
    },
    customer_id: client.id,
    client_id: "demo-envelope",
  });
}

/** What the customer of claims with an account has bought: the claim on it belongs to the day of the office. */
async function warranties(core: Core): Promise<void> {
  const nadia = await person(core, "operations@claims.demo");
  const mariam = await person(core, "client@claims.demo");
  const today = core.now();
  const day = (years: number, days: number) =>
    new Date(
      Date.UTC(today.getUTCFullYear() + years, today.getUTCMonth(), today.getUTCDate() + days),
    )
      .toISOString()
      .slice(0, 10);
  await createWarranty(core, nadia, {
    number: "GP-2026-0412",
    product: "Lave-linge Confort 8 kg",
    serial_number: "LLC8-20417",
    customer_id: mariam.id,
    starts_on: day(-1, 40),
    ends_on: day(1, 40),
    coverage: "Pièces, main-d’œuvre et déplacement. Ne couvre pas les chocs.",
  });
  await createWarranty(core, nadia, {
    number: "GP-2023-0087",
    product: "Ventilateur sur pied",
    customer_id: mariam.id,
    starts_on: day(-3, 0),
    ends_on: day(-1, 0),
    coverage: "Pièces et main-d’œuvre.",
  });
}

/** Whoever follows the link that the start prints finds a conversation under way. */
async function paul(core: Core): Promise<void> {
  const nadia = await person(core, "operations@claims.demo");
  const { customer, conversation_id } = await openPaulsCase(core, nadia);
  const { organization_id } = nadia;
  const paul: Actor = { ...customer, organization_id, sign_in_id: newId() };
  await say(
    core,
    paul,
    conversation_id,
    "Bonjour, le tambour ne tourne plus et il reste de l’eau au fond.",
    "demo-p1",
  );
  await say(
    core,
    nadia,
    conversation_id,
    "Bonjour Paul, votre garantie couvre cette panne. Pouvez-vous photographier l’étiquette, derrière le hublot\u202f?",
    "demo-p2",
  );
}
