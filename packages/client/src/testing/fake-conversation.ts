import {
  type CaseView,
  type ConversationEvent,
  type ConversationState,
  type CaseChange,
  fold,
  limits,
  type Message,
  type Person,
  type PositionShare,
  type Receipt,
  type ShareEnd,
} from "@relais/protocol";
import type { FakePerson } from "./cast.ts";

type Data<Type extends ConversationEvent["type"]> = Extract<
  ConversationEvent,
  { type: Type }
>["data"];

/** A conversation with its journal, in memory. Every change is an event, told to all who follow. */
export class FakeConversation {
  readonly id: string;
  readonly participants: Person[];
  /** Ids of people who may look in without taking part: administrators. */
  readonly admitted = new Set<string>();
  readonly events: ConversationEvent[] = [];
  case: CaseView;
  /** Events up to this position are gone: catch-up from before gets a snapshot. */
  prunedTo = 0;
  readonly #tell: (event: ConversationEvent) => void;
  readonly #nextId: () => string;
  readonly #now: () => string;

  constructor(
    id: string,
    about: CaseView,
    people: readonly FakePerson[],
    means: { tell: (event: ConversationEvent) => void; nextId: () => string; now: () => string },
  ) {
    this.id = id;
    this.case = about;
    this.participants = people.map(({ id: userId, full_name, role }) => ({
      id: userId,
      full_name,
      role,
    }));
    this.#tell = means.tell;
    this.#nextId = means.nextId;
    this.#now = means.now;
  }

  get seq(): number {
    return this.events.length;
  }

  /** Every message of the journal, oldest first. */
  get messages(): Message[] {
    return this.events.flatMap((event) =>
      event.type === "message.sent"
        ? [{ ...event.data, seq: event.seq, sender_id: event.actor_id, created_at: event.at }]
        : [],
    );
  }

  /** `person` writes; a `client_id` used before is the same message (P2). */
  say(person: Pick<FakePerson, "id">, text: string, clientId: string | null = null): Message {
    const known = this.messages.find(
      (message) => message.sender_id === person.id && message.client_id === clientId,
    );
    if (known !== undefined && clientId !== null) return known;
    const number = this.messages.length + 1;
    this.#append("message.sent", person.id, {
      id: this.#nextId(),
      number,
      kind: "text",
      text,
      system: null,
      client_id: clientId,
    });
    return this.messages[number - 1] as Message;
  }

  /** `person` has received and read so far; says nothing when that is not further than before. */
  advance(person: Pick<FakePerson, "id">, receipt: Partial<Receipt>): void {
    const before = this.state(person).receipts[person.id] ?? { delivered: 0, read: 0 };
    const read = Math.max(before.read, receipt.read ?? 0);
    const delivered = Math.max(before.delivered, receipt.delivered ?? 0, read);
    if (read === before.read && delivered === before.delivered) return;
    this.#append("receipt.advanced", person.id, { user_id: person.id, delivered, read });
  }

  /** The case changes; its revision grows. */
  changeCase(change: Partial<CaseView>, step: CaseChange): void {
    this.case = { ...this.case, ...change, revision: this.case.revision + 1 };
    this.#append("case.changed", null, { case: this.case, change: step });
  }

  /** Someone begins to show where they are. */
  startShare(share: PositionShare): void {
    this.#append("position.started", share.user_id, { share });
  }

  endShare({ id, user_id }: PositionShare, reason: ShareEnd): void {
    this.#append("position.ended", null, { share_id: id, user_id, reason });
  }

  /** What a fresh load gives `viewer`. */
  state(viewer: Pick<FakePerson, "id">): ConversationState {
    const empty: ConversationState = {
      conversation_id: this.id,
      viewer_id: viewer.id,
      seq: 0,
      case: this.case,
      participants: this.participants,
      participant_count: this.participants.length,
      receipts: Object.fromEntries(
        this.participants.map((person) => [person.id, { delivered: 0, read: 0 }]),
      ),
      last_number: 0,
      unread: 0,
      messages: [],
      shares: [],
    };
    const whole = fold(empty, this.events);
    return { ...whole, messages: whole.messages.slice(-limits.pageMessages) };
  }

  after(position: number): ConversationEvent[] {
    return this.events.slice(position);
  }

  #append<Type extends ConversationEvent["type"]>(
    type: Type,
    actor_id: string | null,
    data: Data<Type>,
  ): void {
    // The union is closed over `type`; TypeScript cannot follow a generic member of it.
    const event = { type, seq: this.seq + 1, at: this.#now(), actor_id, data } as ConversationEvent;
    this.events.push(event);
    this.#tell(event);
  }
}
