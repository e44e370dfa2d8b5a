import type { DeskEntry, DeskQuery } from "@relais/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call } from "../http/request.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { SyncedDeskList } from "./desk-list.ts";

const pageSize = 3;

/** A desk of the protocol's shape (N24.1, N24.2): cases by place, one view of which is « all ». */
class FakeDesk {
  position = 0;
  failing = false;
  readonly #cases = new Map<string, { position: number; listed: boolean; title: string }>();

  /** Something happens to a case, whether anybody hears of it or not. */
  happen(id: string, listed: boolean): void {
    this.position += 1;
    this.#cases.set(id, { position: this.position, listed, title: `${id} ${this.position}` });
  }

  /** The whole list as it is. */
  listed(): string[] {
    return this.#ordered()
      .filter(([, one]) => one.listed)
      .map(([, one]) => one.title);
  }

  call = async <T>({ path }: Omit<Call, "token">): Promise<T> => {
    if (this.failing) throw new Error("no network");
    const { pathname, searchParams } = new URL(path, "https://relais.test");
    const after = searchParams.get("after");
    if (pathname === "/v1/desk/changes") return this.#changes(Number(after)) as T;
    return this.#page(searchParams.get("before")) as T;
  };

  #ordered() {
    return [...this.#cases].sort(([, one], [, other]) => other.position - one.position);
  }

  #entry(id: string, { position, title }: { position: number; title: string }) {
    return { case: { id, title }, position } as DeskEntry;
  }

  #page(before: string | null) {
    const below = before === null ? Number.POSITIVE_INFINITY : Number(before);
    const rest = this.#ordered().filter(([, one]) => one.listed && one.position < below);
    const page = rest.slice(0, pageSize);
    const end = page.at(-1)?.[1].position;
    return {
      position: this.position,
      entries: page.map(([id, one]) => this.#entry(id, one)),
      next: rest.length > page.length && end !== undefined ? String(end) : null,
    };
  }

  #changes(after: number) {
    const stirred = this.#ordered().filter(([, one]) => one.position > after);
    return {
      position: this.position,
      reload: stirred.length > 4,
      entries: stirred.filter(([, one]) => one.listed).map(([id, one]) => this.#entry(id, one)),
      gone: stirred.filter(([, one]) => !one.listed).map(([id]) => id),
    };
  }
}

const query: DeskQuery = { view: "all" };

function watched(desk: FakeDesk) {
  const clock = createFakeClock();
  const list = new SyncedDeskList({ http: desk, clock }, query);
  list.state.subscribe(() => {});
  return { clock, list };
}

const titles = (list: SyncedDeskList) => list.state.get().entries.map((entry) => entry.case.title);

async function wholeList(list: SyncedDeskList): Promise<string[]> {
  await list.refresh();
  while (list.state.get().hasMore) await list.loadMore();
  return titles(list);
}

describe("A list of the desk", () => {
  it("N24.2: is what the server has, whatever happened and whatever news was missed", async () => {
    const event = fc.oneof(
      fc.record({ do: fc.constant("happen" as const), id: fc.nat(9), listed: fc.boolean() }),
      fc.record({ do: fc.constantFrom("refresh" as const, "more" as const, "fail" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        const desk = new FakeDesk();
        const { list } = watched(desk);
        await list.refresh();
        for (const one of events) {
          if (one.do === "happen") desk.happen(String(one.id), one.listed);
          if (one.do === "fail") desk.failing = !desk.failing;
          if (one.do === "refresh") await list.refresh();
          if (one.do === "more") await list.loadMore();
        }
        desk.failing = false;
        expect(await wholeList(list)).toEqual(desk.listed());
      }),
    );
  });

  it("asks once for all that was heard of meanwhile", async () => {
    const desk = new FakeDesk();
    const { clock, list } = watched(desk);
    await list.refresh();
    for (const id of ["a", "b", "c"]) {
      desk.happen(id, true);
      list.hear(desk.position);
    }
    await clock.advance(400);
    expect(titles(list)).toEqual(desk.listed());
  });

  it("asks from time to time without any news, and again after a failure", async () => {
    const desk = new FakeDesk();
    const { clock, list } = watched(desk);
    await list.refresh();
    desk.happen("a", true);
    await clock.advance(60_000);
    expect(titles(list)).toEqual(desk.listed());
    desk.failing = true;
    await list.refresh();
    expect(list.state.get()).toMatchObject({ status: "ready", failed: true });
    desk.failing = false;
    desk.happen("b", true);
    await clock.advance(5_000);
    expect(list.state.get().failed).toBe(false);
    expect(titles(list)).toEqual(desk.listed());
  });

  it("is silent while nobody looks", async () => {
    const desk = new FakeDesk();
    const clock = createFakeClock();
    const list = new SyncedDeskList({ http: desk, clock }, query);
    const stop = list.state.subscribe(() => {});
    await list.refresh();
    stop();
    desk.happen("a", true);
    list.hear(desk.position);
    await clock.advance(120_000);
    expect(titles(list)).toEqual([]);
  });
});

describe("a view in the order of time", () => {
  const entry = (id: string, position: number, due: number) =>
    ({
      case: { id },
      position,
      clocks: [{ target: "answer", due_at: new Date(due).toISOString() }],
    }) as unknown as DeskEntry;
  const ids = (list: SyncedDeskList) => list.state.get().entries.map((one) => one.case.id);

  it("N24.10: shows what is due first, and leaves a line that went beyond what was read to its page", async () => {
    const answers = [
      { position: 1, entries: [entry("a", 1, 1_000), entry("b", 1, 2_000)], next: "2000.b" },
      {
        position: 2,
        reload: false,
        entries: [entry("a", 2, 9_000), entry("c", 2, 500), entry("d", 2, 1_500)],
        gone: [],
      },
      { position: 3, reload: false, entries: [], gone: ["c"] },
    ];
    const call = async <T>() => answers.shift() as T;
    const list = new SyncedDeskList({ http: { call }, clock: createFakeClock() }, { view: "due" });
    await list.refresh();
    expect(ids(list)).toEqual(["a", "b"]);
    await list.refresh();
    expect(ids(list)).toEqual(["c", "d", "b"]);
    await list.refresh();
    expect(ids(list)).toEqual(["d", "b"]);
  });
});
