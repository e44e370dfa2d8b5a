import { z } from "zod";
import { id } from "../../ids.ts";

/** At which case of the desk this device is; null: at none. For the office, whose colleagues are told. */
export const attend = z.strictObject({ type: z.literal("attend"), case_id: z.nullable(id) });
