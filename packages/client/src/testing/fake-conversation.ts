import {
  type CaseChange,
  type CaseView,
  type ConversationEvent,
  type ConversationState,
  fold,
  limits,
  type Message,
  type Person,
  type PositionShare,
  type Quote,
  quotedText,
  type ReactionEmoji,
  type Receipt,
  type Sent,
  type ShareEnd,
  type UpFrames,
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

  /** When the event at a position happened. */
  happenedAt(seq: number): string | undefined {
    return this.events[seq - 1]?.at;
  }

  /** A backup is put back in which there was nothing after `seq`. */
  restore(seq: number): void {
    this.events.length = seq;
  }

  get seq(): number {
    return this.events.length;
  }

  /** Every message of the journal, oldest first. */
  get messages(): Message[] {
    return this.#whole(this.participants[0]?.id ?? "").messages;
  }

  /** `person` writes; a `client_id` used before is the same message (P2). */
  say(
    person: Pick<FakePerson, "id">,
    text: string,
    clientId: string | null = null,
    replyTo?: number,
    attachments?: NonNullable<Message["attachments"]>,
  ): Message {
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
      ...(replyTo === undefined ? {} : { reply_to: this.#quote(replyTo) }),
      ...(attachments && { attachments }),
    });
    return this.messages[number - 1] as Message;
  }

  /** What the frame of `person` asks for; what a `send` is answered. */
  take(
    person: Pick<FakePerson, "id">,
    frame: UpFrames["send" | "edit" | "delete" | "react"],
  ): Sent | undefined {
    if (frame.type === "edit") this.edit(frame.number, frame.text);
    if (frame.type === "delete") this.delete(person, frame.number);
    if (frame.type === "react") this.react(person, frame.number, frame.emoji);
    if (frame.type !== "send") return undefined;
    const said = this.say(person, frame.text, frame.client_id, frame.reply_to);
    const { id, number, seq, created_at } = said;
    return { id, number, seq, created_at };
  }

  /** The sender rewrites a message; the same text again is no event. */
  edit(number: number, text: string): void {
    const message = this.#at(number);
    if (message.text === text) return;
    this.#append("message.edited", message.sender_id, { id: message.id, number, text });
  }

  /** `person` deletes a message for everybody. */
  delete(person: Pick<FakePerson, "id">, number: number): void {
    const { id, deleted_at } = this.#at(number);
    if (deleted_at === null) this.#append("message.deleted", person.id, { id, number });
  }

  react(person: Pick<FakePerson, "id">, number: number, emoji: ReactionEmoji | null): void {
    const { id, reactions } = this.#at(number);
    if ((reactions[person.id] ?? null) === emoji) return;
    this.#append("reaction.set", person.id, { id, number, user_id: person.id, emoji });
  }

  #at(number: number): Message {
    const message = this.messages[number - 1];
    if (message === undefined) throw new Error(`there is no message ${number}`);
    return message;
  }

  #quote(number: number): Quote {
    const { id, sender_id, text } = this.#at(number);
    return { id, number, sender_id, text: quotedText(text), deleted: false };
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
    const whole = this.#whole(viewer.id);
    return { ...whole, messages: whole.messages.slice(-limits.pageMessages) };
  }

  #whole(viewerId: string): ConversationState {
    const empty: ConversationState = {
      conversation_id: this.id,
      viewer_id: viewerId,
      seq: 0,
      case: this.case,
      participants: this.participants,
      former: [],
      participant_count: this.participants.length,
      receipts: Object.fromEntries(
        this.participants.map((person) => [
          person.id,
          { delivered: 0, read: 0, delivered_at: null, read_at: null },
        ]),
      ),
      last_number: 0,
      unread: 0,
      messages: [],
      shares: [],
      guidance: null,
    };
    return fold(empty, this.events);
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
