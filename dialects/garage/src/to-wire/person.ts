import type { Person } from "@relais/protocol";
import { z } from "zod";
import { roles } from "../words.ts";

export const wirePerson = z.object({
  _id: z.string(),
  name: z.string(),
  role: z.string(),
  avatar: z.nullable(z.string()),
});

export const toPerson = ({ id, full_name, role }: Person): z.infer<typeof wirePerson> => ({
  _id: id,
  name: full_name,
  role: roles[role],
  avatar: null,
});
