import { type Kind, say } from "./kind.ts";

/**
 * Two people who write to each other without a case, or before there is one: a customer and a garage, a
 * customer and the support team. Appointments are spoken of in it.
 */
export const kind: Kind = {
  name: "contact",
  title: say("Conversation", "Conversation"),
  icon: "message",
  texts: {
    own_list: say("Messages", "Messages"),
    available_list: say("Conversations en attente", "Waiting conversations"),
    work_list: say("Messages", "Messages"),
    whole_list: say("Toutes les conversations", "All conversations"),
    open: say("Écrire", "Write"),
    empty_title: say("Aucun message", "No message"),
    empty_text: say(
      "Vos conversations apparaîtront ici dès le premier message.",
      "Your conversations appear here with the first message.",
    ),
    lead: say("Que voulez-vous demander\u202f?", "What would you like to ask?"),
    title_label: say("Sujet", "Subject"),
    title_hint: say(
      "Par exemple\u00a0: une question sur un devis",
      "For example: about an estimate",
    ),
    description_label: say("Détails", "Details"),
    description_hint: say("Ce que vous voulez savoir", "What you would like to know"),
    submit: say("Écrire", "Write"),
    waiting: say("Écrivez votre premier message.", "Write your first message."),
  },
  role_titles: {},
  opened_by: ["customer"],
  opened_for: ["worker", "agent", "manager", "admin"],
  customer_roles: ["customer", "manager"],
  worker_roles: ["worker", "agent", "admin"],
  begins: "active",
  assignment: "directed",
  taking: null,
  sees: { customer: "own", worker: "own", agent: "all", manager: "own", admin: "all" },
  staff: ["worker", "agent", "admin"],
  may: {
    assign: ["agent", "admin"],
    prioritize: ["agent", "admin"],
    tag: ["assignee", "agent", "admin"],
    note: ["assignee", "agent", "admin"],
  },
  numbering: null,
  one_per_pair: true,
  conversation: { opens: "opening", team: ["agent"] },
  asks_address: false,
  asks_priority: false,
  fields: [],
  statuses: [
    {
      name: "active",
      title: say("Active", "Active"),
      sentence: say("Conversation ouverte", "Open conversation"),
      expected: null,
      announcement: null,
      tone: "waiting",
      ends: false,
      closes_conversation: false,
    },
    {
      name: "resolved",
      title: say("Résolue", "Resolved"),
      sentence: say("La question est résolue", "The question is answered"),
      expected: null,
      announcement: null,
      tone: "done",
      ends: false,
      closes_conversation: false,
    },
    {
      name: "archived",
      title: say("Archivée", "Archived"),
      sentence: say("La conversation est archivée", "The conversation is archived"),
      expected: null,
      announcement: null,
      tone: "done",
      ends: true,
      // Whoever writes again in an old conversation must find it open.
      closes_conversation: false,
    },
  ],
  transitions: [
    { from: "active", to: "resolved", by: ["agent", "admin"], action: say("Résoudre", "Resolve") },
    { from: "resolved", to: "active", by: ["agent", "admin"], action: say("Rouvrir", "Reopen") },
    {
      from: "resolved",
      to: "archived",
      by: ["agent", "admin"],
      action: say("Archiver", "Archive"),
    },
  ],
};
