import type { Actor } from "@relais/core";
import type { Role } from "@relais/protocol";
import { afterEach, expect, it, vi } from "vitest";
import { Connection } from "../connections/connection.ts";
import { Turn } from "../connections/turn.ts";
import { Streams } from "../streams/streams.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Attendance, type AttendanceNews } from "./attendance.ts";

afterEach(() => {
  vi.useRealTimers();
});

function world() {
  const silent = { read: () => Promise.reject(new Error("unread")), deliver() {}, failed() {} };
  const streams = new Streams(silent, silent);
  const announced: AttendanceNews[] = [];
  const attendance = new Attendance(streams, (news) => announced.push(news));
  const connect = (id: string, role: Role = "agent", organization_id = "garantie") => {
    const transport = new FakeTransport();
    const connection = new Connection(transport, new Turn(), { perSecond: 1, burst: 1 }, 0);
    const actor = { id, full_name: id, role, organization_id } as Actor;
    connection.identity = { actor, expiresAt: 0 };
    streams.organization(organization_id).join(connection, 0);
    attendance.joined(connection);
    return {
      attend: (case_id: string | null) => attendance.attend(connection, actor, case_id),
      type: (active: boolean) => attendance.typed(connection, active),
      end: () => attendance.ended(connection),
      /** What was told last of who is where, as `case: person, person…`. */
      async told() {
        await turn();
        const frames = transport.frames.filter((frame) => frame.type === "colleagues");
        return frames.flatMap((frame) =>
          frame.cases.map(
            ({ case_id, people }) =>
              `${case_id}: ${people.map((one) => one.person.id + (one.writing ? "…" : "")).join(", ")}`,
          ),
        );
      },
      transport,
    };
  };
  return { connect, attendance, announced };
}

it("N24.12: tells colleagues who is at a case and who writes there, until they leave", async () => {
  const { connect } = world();
  const [nadia, julien] = [connect("nadia"), connect("julien")];
  julien.attend("four");
  julien.type(true);
  julien.type(true);
  julien.type(false);
  julien.attend("hotte");
  julien.end();
  expect(await nadia.told()).toEqual([
    "four: julien",
    "four: julien…",
    "four: julien",
    "four: ",
    "hotte: julien",
    "hotte: ",
  ]);
});

it("N24.12: tells who comes later of everybody, and a person once however many devices they have", async () => {
  const { connect } = world();
  const [phone, desk] = [connect("julien"), connect("julien")];
  phone.attend("four");
  desk.attend("four");
  desk.type(true);
  expect((await connect("nadia").told()).at(-1)).toBe("four: julien…");
});

it("N24.12: what nobody renews is no writing any more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { connect } = world();
  const [nadia, julien] = [connect("nadia"), connect("julien")];
  julien.attend("four");
  julien.type(true);
  vi.advanceTimersByTime(6_000);
  expect((await nadia.told()).at(-1)).toBe("four: julien");
});

it("N24.12: customers, those who do the work and other organizations are told nothing", async () => {
  const { connect } = world();
  const others = [
    connect("paul", "customer"),
    connect("moussa", "worker"),
    connect("oscar", "admin", "ailleurs"),
  ];
  connect("julien").attend("four");
  for (const other of others) expect(await other.told()).toEqual([]);
});

it("N24.12: hears of people on other servers, and forgets them with their server", async () => {
  const [one, other] = [world(), world()];
  const nadia = one.connect("nadia");
  other.connect("julien").attend("four");
  for (const news of other.attendance.everybodyHere()) one.attendance.heard("other", news);
  expect(other.announced).toHaveLength(1);
  one.attendance.forgetServer("other");
  expect(await nadia.told()).toEqual(["four: julien", "four: "]);
});
