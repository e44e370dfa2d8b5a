import { z } from "zod";
import { id } from "../ids.ts";
import { line } from "../line.ts";
import { person, role } from "../person.ts";
import { newGuest } from "./guests.ts";

const day = z.iso.date().meta({ description: "A day: YYYY-MM-DD." });
const name = line(200);

/** True: it is chosen no more; what names it keeps its name. */
const archived = z.boolean();
/** Out of the archive. */
const restored = z.optional(z.literal(false));

/** Which one somebody is in. */
export const departmentName = z.strictObject({ id, name: z.string() });

export const department = z
  .strictObject({ id, name: z.string(), archived })
  .meta({ id: "Department" });
export type Department = z.infer<typeof department>;
export const departmentBody = z.strictObject({ name });
/** Of a department or of a category, whose kind stays. */
export const changeNameBody = z.strictObject({ name: z.optional(name), archived: restored });
export type ChangeName = z.infer<typeof changeNameBody>;

export const category = z
  .strictObject({ id, name: z.string(), kind: z.string(), archived })
  .meta({ id: "Category" });
export type Category = z.infer<typeof category>;
export const categoryBody = z.strictObject({ name, kind: z.string().max(40) });

export const equipment = z
  .strictObject({
    id,
    name: z.string(),
    type: z.string(),
    serial_number: z.nullable(z.string()),
    department_id: z.nullable(id),
    /** Whose it is to use; null: everybody's. */
    holder: z.nullable(person),
    archived,
  })
  .meta({ id: "Equipment" });
export type Equipment = z.infer<typeof equipment>;
export const equipmentBody = z.strictObject({
  name,
  type: line(80),
  serial_number: z.optional(z.nullable(line(120))),
  department_id: z.optional(z.nullable(id)),
  holder_id: z.optional(z.nullable(id)),
});
export type EquipmentBody = z.infer<typeof equipmentBody>;
export const changeEquipmentBody = equipmentBody.partial().extend({ archived: restored });
export type ChangeEquipment = z.infer<typeof changeEquipmentBody>;

/** What becomes of what is taken away: archived where something names it, else erased. */
export const removedNoun = z.strictObject({ archived }).meta({ id: "RemovedNoun" });
export type RemovedNoun = z.infer<typeof removedNoun>;

export const nounsQuery = z.strictObject({ archived: z.optional(z.stringbool()) });

export const warranty = z
  .strictObject({
    id,
    /** The number on the contract. */
    number: z.string(),
    product: z.string(),
    serial_number: z.nullable(z.string()),
    customer: person,
    starts_on: day,
    ends_on: day,
    coverage: z.string(),
    status: z.enum(["active", "expired", "cancelled"]),
  })
  .meta({ id: "Warranty" });
export type Warranty = z.infer<typeof warranty>;
export const warrantyBody = z.strictObject({
  number: line(60),
  product: name,
  serial_number: z.optional(z.nullable(line(120))),
  /** Whose it is: somebody who is known already, or a customer without an account. One of the two. */
  customer_id: z.optional(id),
  guest: z.optional(newGuest),
  starts_on: day,
  ends_on: day,
  coverage: z.optional(z.string().max(2_000)),
});
export type WarrantyBody = z.infer<typeof warrantyBody>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM");

/** When a place is open, by the days of the week from Monday = 1 to Sunday = 7; several spans a day. */
export const openingHours = z
  .array(z.strictObject({ day: z.int().min(1).max(7), opens: clock, closes: clock }))
  .max(28)
  .meta({ id: "OpeningHours" });
export type OpeningHours = z.infer<typeof openingHours>;

/** Somebody to whom a case can be addressed, as they present themselves: a garage, a workshop. */
export const workplace = z
  .strictObject({
    person,
    name: z.string(),
    about: z.string(),
    address: z.nullable(z.string()),
    latitude: z.nullable(z.number()),
    longitude: z.nullable(z.number()),
    services: z.array(z.string()),
    opening_hours: openingHours,
  })
  .meta({ id: "Workplace" });
export type Workplace = z.infer<typeof workplace>;
export const workplaceBody = z
  .strictObject({
    name,
    about: z.optional(z.string().max(2_000)),
    address: z.optional(z.nullable(z.string().max(300))),
    latitude: z.optional(z.nullable(z.number().min(-90).max(90))),
    longitude: z.optional(z.nullable(z.number().min(-180).max(180))),
    services: z.optional(z.array(name).max(30)),
    opening_hours: openingHours,
  })
  .refine((place) => (place.latitude == null) === (place.longitude == null), {
    path: ["longitude"],
    message: "latitude and longitude go together",
  });
export type WorkplaceBody = z.infer<typeof workplaceBody>;

export const warrantiesQuery = z.strictObject({
  customer_id: z.optional(id),
  /** Words of the number, the product, the serial number or the customer’s name. */
  q: z.optional(z.string().trim().max(200)),
  status: z.optional(warranty.shape.status),
  /** The last one of the page before. */
  after: z.optional(id),
  limit: z.optional(z.coerce.number().int().min(1).max(500)),
});
export type WarrantiesQuery = z.infer<typeof warrantiesQuery>;
export const warrantyPage = z
  .strictObject({
    warranties: z.array(warranty),
    /** Of all pages. */
    count: z.int(),
    /** What to ask the next page with; null when this is the last. */
    next: z.nullable(id),
  })
  .meta({ id: "WarrantyPage" });
export type WarrantyPage = z.infer<typeof warrantyPage>;
export const peopleQuery = z.strictObject({ role: z.union([role, z.array(role)]) });
