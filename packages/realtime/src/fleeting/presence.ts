import type { Roster } from "@relais/core";
import { limits, type PresenceEntry } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import type { Registry } from "../connections/registry.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Streams } from "../streams/streams.ts";

type State = { reachable: boolean; focused: boolean };

/** Told to other servers when a person's state here changes. */
export type PresenceNews = { user_id: string; reachable: boolean; focused: boolean; at: string };

const lastSeenRemembered = 20_000;

/**
 * Who is there: reachable is a living connection, focused is a person who looks. Told to those who
 * follow a conversation with that person, in rooms small enough for it to mean something.
 */
export class Presence {
  readonly #registry: Registry;
  readonly #streams: Streams;
  readonly #announce: (news: PresenceNews) => void;
  /** Conversations followed here, by the people who take part in them. */
  readonly #roomsOf = new Map<string, Set<string>>();
  readonly #rosters = new Map<string, Roster>();
  readonly #told = new Map<string, State>();
  readonly #lastSeen = new Map<string, string>();
  /** What other servers say, by person and server. */
  readonly #elsewhere = new Map<string, Map<string, State>>();

  constructor(registry: Registry, streams: Streams, announce: (news: PresenceNews) => void) {
    this.#registry = registry;
    this.#streams = streams;
    this.#announce = announce;
  }

  /** A connection follows a conversation: it is told who is there now. */
  joined(connection: Connection, roster: Roster): void {
    if (roster.members.size > limits.intimateParticipants) return;
    this.#rosters.set(roster.conversation_id, roster);
    for (const userId of roster.members.keys()) {
      const rooms = this.#roomsOf.get(userId);
      if (rooms === undefined) this.#roomsOf.set(userId, new Set([roster.conversation_id]));
      else rooms.add(roster.conversation_id);
    }
    const people = [...roster.members.keys()].map((userId) => this.#entry(userId));
    connection.send({ type: "presence", conversation_id: roster.conversation_id, people });
  }

  /** A connection no longer follows; the last one takes the room with it. */
  left(_connection: Connection, conversationId: string): void {
    if (this.#streams.find(conversationId) !== undefined) return;
    const roster = this.#rosters.get(conversationId);
    if (roster === undefined) return;
    this.#rosters.delete(conversationId);
    for (const userId of roster.members.keys()) {
      const rooms = this.#roomsOf.get(userId);
      rooms?.delete(conversationId);
      if (rooms?.size === 0) this.#roomsOf.delete(userId);
    }
  }

  /** A person takes part no more: those who follow hear of them no more. */
  quit(conversationId: string, userId: string): void {
    const rooms = this.#roomsOf.get(userId);
    rooms?.delete(conversationId);
    if (rooms?.size === 0) this.#roomsOf.delete(userId);
  }

  /** Something about a person's connections here changed. */
  changed(userId: string): void {
    const here = this.#here(userId);
    const at = new Date().toISOString();
    if (!here.reachable) this.#note(userId, at);
    this.#announce({ user_id: userId, ...here, at });
    this.#tell(userId);
  }

  /** What another server says of a person's connections there. */
  heard(serverId: string, news: PresenceNews): void {
    const servers = this.#elsewhere.get(news.user_id) ?? new Map<string, State>();
    if (news.reachable) servers.set(serverId, news);
    else servers.delete(serverId);
    if (servers.size > 0) this.#elsewhere.set(news.user_id, servers);
    else this.#elsewhere.delete(news.user_id);
    if (!news.reachable) this.#note(news.user_id, news.at);
    this.#tell(news.user_id);
  }

  /** A server is gone: so are its people, as far as it is concerned. */
  forgetServer(serverId: string): void {
    for (const [userId, servers] of this.#elsewhere) {
      if (!servers.delete(serverId)) continue;
      if (servers.size === 0) this.#elsewhere.delete(userId);
      this.#tell(userId);
    }
  }

  /** Whether a person has a living connection, here or elsewhere. */
  isReachable(userId: string): boolean {
    return this.#entry(userId).reachable;
  }

  /** Everybody connected here, for a server that has just come. */
  everybodyHere(): PresenceNews[] {
    const at = new Date().toISOString();
    const users = new Set<string>();
    for (const connection of this.#registry.all) {
      if (connection.identity !== undefined) users.add(connection.identity.actor.id);
    }
    return [...users].map((user_id) => ({ user_id, ...this.#here(user_id), at }));
  }

  #here(userId: string): State {
    const own = this.#registry.of(userId);
    let focused = false;
    for (const connection of own) focused ||= connection.focused;
    return { reachable: own.size > 0, focused };
  }

  #entry(userId: string): PresenceEntry {
    const state = this.#here(userId);
    for (const other of this.#elsewhere.get(userId)?.values() ?? []) {
      state.reachable ||= other.reachable;
      state.focused ||= other.focused;
    }
    return { user_id: userId, ...state, last_seen_at: this.#lastSeen.get(userId) ?? null };
  }

  #tell(userId: string): void {
    const rooms = this.#roomsOf.get(userId);
    if (rooms === undefined) {
      // Nobody heard of this change: whoever comes next is told of the one after it, whatever it is.
      this.#told.delete(userId);
      return;
    }
    const entry = this.#entry(userId);
    const told = this.#told.get(userId);
    if (told?.reachable === entry.reachable && told.focused === entry.focused) return;
    if (entry.reachable) this.#told.set(userId, entry);
    else this.#told.delete(userId);
    for (const conversation_id of rooms) {
      const frame = EncodedFrame.of({ type: "presence", conversation_id, people: [entry] });
      for (const connection of this.#streams.find(conversation_id)?.followers ?? []) {
        if (connection.identity?.actor.id !== userId) connection.enqueue(frame);
      }
    }
  }

  #note(userId: string, at: string): void {
    if (this.#lastSeen.size >= lastSeenRemembered) this.#lastSeen.clear();
    this.#lastSeen.set(userId, at);
  }
}
