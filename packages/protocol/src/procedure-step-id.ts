import { z } from "zod";

/** Names a step within its procedure, and stays with it from version to version. */
export const procedureStepId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
