import { z } from "zod";

/** Whether a person looks at the application right now; a hidden tab is reachable, not focused. */
export const focus = z.strictObject({ type: z.literal("focus"), focused: z.boolean() });
