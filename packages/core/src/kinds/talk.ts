import { type Kind, say } from "./kind.ts";

/**
 * A driver and somebody of the service who write to each other outside of any delivery: the support above all, a
 * client or a merchant too. Two people have one of it.
 */
export const kind: Kind = {
  name: "talk",
  title: say("Conversation", "Conversation"),
  icon: "message",
  texts: {
    own_list: say("Messages", "Messages"),
    available_list: say("Conversations en attente", "Waiting conversations"),
    work_list: say("Messages", "Messages"),
    whole_list: say("Conversations avec les livreurs", "Conversations with drivers"),
    open: say("Écrire à un livreur", "Write to a driver"),
    empty_title: say("Aucun message", "No message"),
    empty_text: say(
      "Vos conversations hors livraison apparaîtront ici.",
      "Your conversations outside of deliveries appear here.",
    ),
    lead: say("De quoi voulez-vous parler\u202f?", "What would you like to talk about?"),
    title_label: say("Sujet", "Subject"),
    title_hint: say(
      "Par exemple\u00a0: une adresse introuvable",
      "For example: an address that cannot be found",
    ),
    description_label: say("Détails", "Details"),
    description_hint: say("Ce que vous voulez savoir", "What you would like to know"),
    submit: say("Écrire", "Write"),
    waiting: say("Écrivez votre premier message.", "Write your first message."),
  },
  role_titles: {
    customer: say("Client", "Client"),
    worker: say("Livreur", "Driver"),
    agent: say("Support", "Support"),
    manager: say("Marchand", "Merchant"),
    admin: say("Administrateur", "Administrator"),
  },
  opened_by: ["customer", "manager", "agent", "admin"],
  opened_for: ["worker"],
  customer_roles: ["customer", "manager", "agent", "admin"],
  worker_roles: ["worker"],
  begins: "active",
  assignment: "directed",
  taking: null,
  sees: { customer: "own", worker: "own", agent: "own", manager: "own", admin: "all" },
  staff: ["worker", "agent", "admin"],
  may: { assign: [], prioritize: [], tag: [], note: [] },
  numbering: null,
  one_per_pair: true,
  conversation: { opens: "opening", team: [] },
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
    { from: "active", to: "archived", by: ["admin"], action: say("Archiver", "Archive") },
  ],
};
