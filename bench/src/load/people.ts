import type { Adapter, Connection, Room } from "./adapter.ts";

/** One connection that has joined its room. */
export interface Person {
  connection: Connection;
  room: Room;
}

/** Runs `task` for every item, at most `limit` at a time. */
export async function eachLimited<Item>(
  items: Item[],
  limit: number,
  task: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await task(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
}

/**
 * Connects every member of every room and joins where its messages end now, as a device does that was here
 * before; `onMessages` is told whose payload it is.
 */
export async function connectAll(
  adapter: Adapter,
  rooms: Room[],
  onMessages: (person: number, payload: Buffer) => void,
): Promise<Person[]> {
  const seats = rooms.flatMap((room) => room.members.map((credential) => ({ room, credential })));
  const people: Person[] = [];
  await eachLimited(seats, 200, async ({ room, credential }, index) => {
    const connection = await adapter.connect(credential, (payload) => onMessages(index, payload));
    await connection.join(room.id, room.last);
    people[index] = { connection, room };
  });
  return people;
}
