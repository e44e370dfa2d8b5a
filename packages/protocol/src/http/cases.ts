import { z } from "zod";
import { caseView, priority } from "../case.ts";
import { counter } from "../conversation.ts";
import { clientId, position } from "../ids.ts";
import { limits } from "../limits.ts";
import { newGuest } from "./guests.ts";

export const openCaseBody = z.strictObject({
  kind: z.string().max(40),
  title: z.string().max(limits.titleCharacters * 4),
  description: z.optional(z.string().max(limits.descriptionCharacters * 4)),
  address: z.optional(z.nullable(z.string().max(300))),
  latitude: z.optional(z.nullable(z.number().min(-90).max(90))),
  longitude: z.optional(z.nullable(z.number().min(-180).max(180))),
  priority: z.optional(priority),
  client_id: z.optional(clientId),
  /** For staff: opens it for a customer without an account, who follows it by a link. */
  guest: z.optional(newGuest),
});
export type OpenCase = z.infer<typeof openCaseBody>;

export const changeStatusBody = z.strictObject({
  status: z.string().max(40),
  note: z.optional(z.string().max(1_000)),
});

export const caseListAnswer = z
  .strictObject({
    revision: position,
    cases: z.array(caseView),
    counters: z.array(counter),
  })
  .meta({ id: "CaseList" });
export type CaseList = z.infer<typeof caseListAnswer>;
