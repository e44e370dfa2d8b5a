import { z } from "zod";
import { id } from "../ids.ts";

/** How somebody is reached by telephone. */
export const contact = z
  .strictObject({
    user_id: id,
    phone: z.string(),
    /** The case has ended: the number is only recognised by, not dialled. */
    masked: z.boolean(),
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof contact>;

export const contactsAnswer = z
  .strictObject({ contacts: z.array(contact) })
  .meta({ id: "Contacts" });

/** What one says about oneself. */
export const changeMeBody = z.strictObject({ phone: z.nullable(z.string().max(40)) });
