import { Adapter } from "socket.io-adapter";
import type { Session } from "./session.ts";

/** Where a client stood that comes back, and who it was. */
export type Recovered = {
  readonly user_id: string;
  readonly positions: ReadonlyMap<string, number>;
};

/** What we keep beside a socket. */
export type Beside = { session?: Session; user_id?: string; recovered?: Recovered };

type Gone = Parameters<Adapter["persistSession"]>[0];
type Back = Awaited<ReturnType<Adapter["restoreSession"]>>;

/** For how long a client may be away and be told what it missed. */
export const awayMilliseconds = 120_000;
/** Clients that went without a goodbye, at most. */
const most = 10_000;

/**
 * Socket.IO's recovery over our journal: where a client stood is remembered for a while, what it missed is read
 * from the journal when it comes back.
 */
export class RecoveringAdapter extends Adapter {
  readonly #gone = new Map<string, { readonly socket: Gone; readonly at: number }>();

  override persistSession(socket: Gone): void {
    this.#gone.set(socket.pid, { socket, at: Date.now() });
    for (const [pid, { at }] of this.#gone) {
      if (this.#gone.size <= most && Date.now() - at < awayMilliseconds) break;
      this.#gone.delete(pid);
    }
  }

  override async restoreSession(pid: string, offset: string): Promise<Back> {
    const found = this.#gone.get(pid);
    this.#gone.delete(pid);
    const { session, user_id }: Beside = found?.socket.data ?? {};
    const positions = session?.trail.at(offset);
    if (found === undefined || positions === undefined || user_id === undefined) return nothing;
    if (Date.now() - found.at > awayMilliseconds) return nothing;
    const recovered: Beside = { recovered: { user_id, positions } };
    return { ...found.socket, data: recovered, missedPackets: [] };
  }
}

// Socket.IO takes null for « there is none »; its types do not say so.
const nothing = null as unknown as Back;
