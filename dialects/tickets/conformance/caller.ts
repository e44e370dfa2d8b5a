import { type Answer, Caller as Anyone, type Page } from "@relais/dialect/conformance";

/** Whom the suite speaks as. */
export type Part = "employee" | "technician" | "colleague" | "admin" | "outsider";

const emails: Readonly<Record<Part, string>> = {
  employee: "employe@tickets.demo",
  technician: "technicien@tickets.demo",
  colleague: "technicien2@tickets.demo",
  admin: "admin@tickets.demo",
  outsider: "outsider@outside.demo",
};

/** A person as this API tells of them. */
export type Person = { id: string; full_name: string; role: string };
export type User = Person & { email: string; departement: string | null };
export type Ticket = {
  id: string;
  numero: string;
  titre: string;
  description: string;
  statut: string;
  priorite: string;
  categorie: string | null;
  equipement: string | null;
  departement: string | null;
  employe: Person;
  technicien: Person | null;
  guidage_actif: boolean;
  etape_courante: number | null;
  date_creation: string;
  date_modification: string;
  date_resolution: string | null;
};
export type Comment = {
  id: string;
  ticket: string;
  auteur: Person | null;
  message: string;
  type_action: string;
  numero_etape: number | null;
  confirme: boolean;
  date_confirmation: string | null;
  resultat: string | null;
  instruction: string | null;
  date_creation: string;
  pieces_jointes: { url: string; name: string; content_type: string }[];
};
export type Guidance = { ticket: string; guidage_actif: boolean; comment: Comment };

/** The same with what this suite does often. */
export class Caller extends Anyone<Part> {
  constructor(baseUrl: string) {
    super(baseUrl, emails);
  }

  /** A new ticket of the employee. */
  async opened(more: object = {}): Promise<Ticket> {
    const body = { titre: "L’écran reste noir", description: "Depuis ce matin.", ...more };
    return (await this.post<Ticket>("employee", "/api/tickets/create", body)).body;
  }

  /** The same in the technician's hands. */
  async taken(): Promise<Ticket> {
    const { id } = await this.opened();
    return (await this.post<Ticket>("technician", `/api/technician/tickets/${id}/assign/`)).body;
  }

  /** The same with a guidance under way. */
  async guided(): Promise<Ticket> {
    const ticket = await this.taken();
    await this.start(ticket.id);
    return ticket;
  }

  start(ticket: string, part: Part = "technician"): Promise<Answer<Guidance>> {
    return this.post<Guidance>(part, `/api/tickets/${ticket}/guidance/start/`);
  }

  instruct(ticket: string, message: string): Promise<Answer<Comment>> {
    const path = `/api/tickets/${ticket}/guidance/instruction/`;
    return this.post<Comment>("technician", path, { message });
  }

  confirm(instruction: string, body: object = {}, part: Part = "employee") {
    return this.post<Comment>(part, `/api/comments/${instruction}/confirm/`, body);
  }

  end(ticket: string, body: object = {}, part: Part = "technician"): Promise<Answer<Guidance>> {
    return this.post<Guidance>(part, `/api/tickets/${ticket}/guidance/end/`, body);
  }

  say(part: Part, ticket: string, message: string, more: object = {}): Promise<Answer<Comment>> {
    return this.post<Comment>(part, `/api/tickets/${ticket}/comments/`, { message, ...more });
  }

  move(ticket: string, statut: string, more: object = {}, part: Part = "technician") {
    const path = `/api/technician/tickets/${ticket}/status/`;
    return this.call<Ticket>(part, "PATCH", path, { statut, ...more });
  }

  async comments(ticket: string, query = "?page_size=100"): Promise<Comment[]> {
    const path = `/api/tickets/${ticket}/comments/${query}`;
    return (await this.get<Page<Comment>>("employee", path)).body.results;
  }

  async ticket(id: string): Promise<Ticket> {
    return (await this.get<Ticket>("employee", `/api/tickets/${id}/`)).body;
  }
}
