import { Caller as Anyone } from "@relais/dialect/conformance";

/** Whom the suite speaks as. */
export type Part = "client" | "technician" | "stranger" | "admin" | "outsider";

const emails: Record<Part, string> = {
  client: "client@depannage.demo",
  technician: "technicien@depannage.demo",
  stranger: "technicien2@depannage.demo",
  admin: "admin@depannage.demo",
  outsider: "outsider@outside.demo",
};

/** A person as this API tells of them, in as much of it as the suite looks at. */
export type Person = { id: string; full_name: string; role: string };
export type Request = {
  id: string;
  status: string;
  client: Person;
  technician: Person | null;
  conversation_id: string | null;
};
export type Message = {
  id: string;
  conversation: string;
  sender: Person | null;
  message_type: string;
  content: string;
  latitude: number | null;
  longitude: number | null;
  attachments: { url: string; name: string; content_type: string; duration: number | null }[];
  is_read: boolean;
  client_id: string | null;
};
/** The same with what this suite does often. */
export class Caller extends Anyone<Part> {
  constructor(baseUrl: string) {
    super(baseUrl, emails);
  }

  /** A request of the client's, taken by the technician. */
  async taken(): Promise<{ id: string; conversation: string }> {
    const opened = await this.post<Request>("client", "/depannage/api/requests/", {
      title: "La voiture ne démarre plus",
      description: "Au bord de la route",
      latitude: 12.6392,
      longitude: -8.0029,
    });
    const path = `/depannage/api/requests/${opened.body.id}/accept/`;
    const taken = await this.post<Request>("technician", path);
    return { id: opened.body.id, conversation: taken.body.conversation_id ?? "" };
  }

  say(part: Part, conversation: string, content: string, client_id?: string) {
    const body = { conversation, content, ...(client_id !== undefined && { client_id }) };
    return this.post<Message>(part, "/depannage/api/chat/messages/", body);
  }
}
