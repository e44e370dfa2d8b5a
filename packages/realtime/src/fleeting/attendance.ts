import { type Actor, mayUseDesk } from "@relais/core";
import { type Colleague, limits, type Person } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Streams } from "../streams/streams.ts";

/** At which case one device is. Told to other servers when it changes. */
export type AttendanceNews = {
  readonly connection_id: string;
  readonly organization_id: string;
  readonly person: Person;
  /** Null: at none any more. */
  readonly case_id: string | null;
  readonly writing: boolean;
};

/** Devices that are here need no other server's name. */
const here = "";

/**
 * Which case somebody of the office looks at, and whether they write there, so that two do not answer at once. Told to
 * those of the office who follow the list of cases, and to nobody else; never journaled.
 */
export class Attendance {
  readonly #streams: Streams;
  readonly #announce: (news: AttendanceNews) => void;
  /** By server, then by connection. */
  readonly #known = new Map<string, Map<string, AttendanceNews>>();
  /** Writing that is not renewed ends by itself. */
  readonly #pauses = new Map<string, NodeJS.Timeout>();

  constructor(streams: Streams, announce: (news: AttendanceNews) => void) {
    this.#streams = streams;
    this.#announce = announce;
  }

  /** A device here is at a case, or at none. */
  attend(connection: Connection, actor: Actor, case_id: string | null): void {
    const { id, full_name, role, organization_id } = actor;
    this.#become({
      connection_id: connection.id,
      organization_id,
      person: { id, full_name, role },
      case_id,
      writing: false,
    });
  }

  /** Somebody here types, or has stopped: at the case at which they are. */
  typed(connection: Connection, active: boolean): void {
    const known = this.#known.get(here)?.get(connection.id);
    if (known === undefined) return;
    clearTimeout(this.#pauses.get(connection.id));
    this.#pauses.delete(connection.id);
    if (active) {
      const timer = setTimeout(() => this.typed(connection, false), limits.typingSeconds * 1_000);
      this.#pauses.set(connection.id, timer.unref());
    }
    if (known.writing !== active) this.#become({ ...known, writing: active });
  }

  ended({ id }: Connection): void {
    clearTimeout(this.#pauses.get(id));
    this.#pauses.delete(id);
    const known = this.#known.get(here)?.get(id);
    if (known !== undefined) this.#become({ ...known, case_id: null, writing: false });
  }

  /** Follows the list of cases from now on: is told where everybody is. */
  joined(connection: Connection): void {
    const actor = connection.identity?.actor;
    if (actor === undefined || !mayUseDesk(actor)) return;
    const cases = new Set<string>();
    for (const { organization_id, case_id } of this.#all()) {
      if (case_id !== null && organization_id === actor.organization_id) cases.add(case_id);
    }
    const told = [...cases].map((case_id) => ({ case_id, people: this.#at(case_id) }));
    connection.send({ type: "colleagues", complete: true, cases: told });
  }

  /** What another server says of a device there. */
  heard(serverId: string, news: AttendanceNews): void {
    this.#keep(serverId, news);
  }

  forgetServer(serverId: string): void {
    const gone = [...(this.#known.get(serverId)?.values() ?? [])];
    for (const news of gone) this.#keep(serverId, { ...news, case_id: null });
  }

  /** Every device here that is at a case, for a server that has just come. */
  everybodyHere(): AttendanceNews[] {
    return [...(this.#known.get(here)?.values() ?? [])];
  }

  #become(news: AttendanceNews): void {
    this.#announce(news);
    this.#keep(here, news);
  }

  #keep(serverId: string, news: AttendanceNews): void {
    const devices = this.#known.get(serverId) ?? new Map<string, AttendanceNews>();
    const before = devices.get(news.connection_id);
    if (news.case_id === null) devices.delete(news.connection_id);
    else devices.set(news.connection_id, news);
    if (devices.size > 0) this.#known.set(serverId, devices);
    else this.#known.delete(serverId);
    const moved = new Set([before?.case_id ?? null, news.case_id]);
    for (const case_id of moved) if (case_id !== null) this.#tell(news.organization_id, case_id);
  }

  *#all(): Generator<AttendanceNews> {
    for (const devices of this.#known.values()) yield* devices.values();
  }

  /** Each person once, writing if they write on one of their devices. */
  #at(caseId: string): Colleague[] {
    const people = new Map<string, Colleague>();
    for (const { person, case_id, writing } of this.#all()) {
      if (case_id !== caseId) continue;
      people.set(person.id, {
        person,
        writing: writing || (people.get(person.id)?.writing ?? false),
      });
    }
    return [...people.values()];
  }

  #tell(organizationId: string, case_id: string): void {
    const cases = [{ case_id, people: this.#at(case_id) }];
    const frame = EncodedFrame.of({ type: "colleagues", complete: false, cases });
    for (const connection of this.#streams.find(organizationId)?.followers ?? []) {
      const actor = connection.identity?.actor;
      if (actor !== undefined && mayUseDesk(actor)) connection.enqueue(frame);
    }
  }
}
