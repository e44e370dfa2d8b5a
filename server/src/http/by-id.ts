import { id } from "@relais/protocol";
import { z } from "zod";

/** The parameter of `/:id`. */
export const byId = z.strictObject({ id });
