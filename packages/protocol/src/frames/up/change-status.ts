import { z } from "zod";
import { statusStep } from "../../http/cases.ts";
import { clientId, id, ref } from "../../ids.ts";

/** Move a case on, as `POST /v1/cases/{id}/status` does. Answered by `ack` once it is on disk, or by `refused`. */
export const changeStatusUp = z.strictObject({
  type: z.literal("change_status"),
  ref,
  case_id: id,
  client_id: clientId,
  ...statusStep,
});
