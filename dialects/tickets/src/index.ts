import {
  type Dialect,
  type Operation,
  readForms,
  refuseAsDjango,
  refuseLies,
} from "@relais/dialect";
import { confirmComment } from "./comments/confirm.ts";
import { createComment } from "./comments/create.ts";
import { listComments } from "./comments/list.ts";
import { endTicketGuidance } from "./guidance/end.ts";
import { giveInstruction } from "./guidance/instruct.ts";
import { startTicketGuidance } from "./guidance/start.ts";
import { createDepartement, listDepartements } from "./nouns/departments.ts";
import { createEquipement, listEquipements } from "./nouns/equipment.ts";
import { createUser } from "./people/create.ts";
import { listUsers } from "./people/list.ts";
import { changeProfile, readProfile } from "./people/profile.ts";
import { registerEmployee } from "./people/register.ts";
import { ticketSocket } from "./socket/open.ts";
import { assignTicket } from "./technician/assign.ts";
import { changeTicketStatus } from "./technician/change-status.ts";
import { listTechnicianTickets } from "./technician/list.ts";
import { createTicket } from "./tickets/create.ts";
import { getTicket } from "./tickets/get.ts";
import { listOwnTickets } from "./tickets/list-own.ts";
import { readTicketStats } from "./tickets/stats.ts";
import { kind, names, roles, sentences } from "./words.ts";

/** Every call of somebody who is signed in, in the order of the document. */
const operations: readonly Operation[] = [
  readProfile,
  changeProfile,
  createTicket,
  listOwnTickets,
  readTicketStats,
  getTicket,
  listTechnicianTickets,
  assignTicket,
  changeTicketStatus,
  startTicketGuidance,
  giveInstruction,
  confirmComment,
  endTicketGuidance,
  listComments,
  createComment,
  listDepartements,
  createDepartement,
  listEquipements,
  createEquipement,
  listUsers,
  createUser,
];

/** The API of the ticket service, as its document has it and its clients know it. */
export const dialect: Dialect = {
  name: "tickets",
  kind,
  roles,
  routes(app, services) {
    const under = { prefix: "/api" };
    void app.register(async (scope: typeof app) => {
      refuseAsDjango(scope, services, names, sentences);
      registerEmployee(scope, services);
    }, under);
    void app.register(async (scope: typeof app) => {
      refuseAsDjango(scope, services, names, sentences);
      readForms(scope, services.core);
      refuseLies(scope, services, roles);
      for (const operation of operations) operation(scope, services);
    }, under);
  },
  sockets: [ticketSocket],
};
