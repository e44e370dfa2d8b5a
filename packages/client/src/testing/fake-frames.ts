import { limits, type Standing, type UpFrame, type UpFrames } from "@relais/protocol";
import { cast } from "./cast.ts";
import type { FakeConnection } from "./fake-connection.ts";
import { fakeRefusal } from "./fake-fetch.ts";
import { followed } from "./fake-following.ts";
import type { FakeServer } from "./fake-server.ts";

/** Answers a frame as the real server does. */
export function answerFrame(server: FakeServer, connection: FakeConnection, frame: UpFrame): void {
  switch (frame.type) {
    case "hello":
      return welcome(server, connection, frame);
    case "ping":
      return connection.send({ type: "pong" });
    case "token": {
      const valid = server.sessions.personOf(frame.token) !== null;
      return connection.send(
        valid
          ? { type: "ack", ref: frame.ref, token_expires_at: server.sessions.expiresAt() }
          : { type: "refused", ref: frame.ref, ...fakeRefusal("token_expired") },
      );
    }
    case "subscribe":
      return follow(server, connection, frame, frame.ref);
    case "unsubscribe":
      connection.following.delete(frame.conversation_id);
      return connection.send({ type: "ack", ref: frame.ref });
    case "watch_cases":
      return watch(server, connection, frame.after, frame.ref);
    case "send":
    case "edit":
    case "delete":
    case "react":
      return talk(server, connection, frame);
    case "change_status":
      return move(server, connection, frame);
    case "draft":
      return server.drafts.take(connection, frame, server.open());
    case "receipt": {
      const { delivered, read } = frame;
      const person = connection.person ?? cast.awa;
      server.conversations.get(frame.conversation_id)?.advance(person, {
        ...(delivered === undefined ? {} : { delivered }),
        ...(read === undefined ? {} : { read }),
      });
      return;
    }
    case "typing": {
      const { conversation_id, active, recording } = frame;
      const user_id = connection.person?.id ?? "";
      for (const other of followersOf(server, conversation_id)) {
        if (other !== connection)
          other.send({ type: "typing", conversation_id, user_id, active, recording });
      }
      return;
    }
    case "focus":
    case "attend":
    case "pong":
      return;
  }
}

/** The usual answer to `hello`: checks the token, welcomes, resumes what it names. */
export function welcome(
  server: FakeServer,
  connection: FakeConnection,
  hello: UpFrames["hello"],
): void {
  const person = server.sessions.personOf(hello.token ?? "");
  if (person === null) {
    connection.send({ type: "refused", ...fakeRefusal("token_expired") });
    return connection.close("unauthenticated");
  }
  connection.person = person;
  connection.hello = hello;
  const { id, full_name, role } = person;
  connection.send({
    type: "welcome",
    version: hello.version,
    connection_id: connection.id,
    user: { id, full_name, role },
    server_time: server.now(),
    epoch: server.epoch,
    token_expires_at: server.sessions.expiresAt(),
    heartbeat_ms: limits.heartbeatMilliseconds,
    typing_ms: limits.typingSeconds * 1_000,
    limits: { text_characters: limits.textCharacters, frame_bytes: limits.frameBytes },
  });
  if (hello.drafts) server.drafts.tell(connection);
  const foreign = hello.epoch !== undefined && hello.epoch !== server.epoch;
  for (const { conversation_id, ...place } of hello.subscriptions ?? [])
    follow(server, connection, { conversation_id, ...(!foreign && place) });
  if (hello.cases !== undefined) watch(server, connection, foreign ? undefined : hello.cases.after);
}

function follow(
  server: FakeServer,
  connection: FakeConnection,
  standing: Standing,
  ref?: number,
): void {
  const { conversation_id } = standing;
  const answer = followed(server.conversations.get(conversation_id), connection.person, standing);
  const about = ref === undefined ? {} : { ref };
  if (typeof answer === "string") {
    return connection.send({
      type: "refused",
      ...about,
      conversation_id,
      ...fakeRefusal(answer),
    });
  }
  connection.following.add(conversation_id);
  connection.send({ ...about, ...answer });
}

function watch(
  server: FakeServer,
  connection: FakeConnection,
  after: number | undefined,
  ref?: number,
): void {
  connection.watchesCases = true;
  const changed = [...server.cases.values()].filter((one) => one.revision > (after ?? 0));
  connection.send({
    type: "cases",
    ...(ref === undefined ? {} : { ref }),
    revision: server.revision,
    complete: after === undefined,
    changed,
    removed: [],
  });
}

function talk(
  server: FakeServer,
  connection: FakeConnection,
  frame: UpFrames["send" | "edit" | "delete" | "react"],
): void {
  const { conversation_id, ref } = frame;
  const conversation = server.conversations.get(conversation_id);
  if (conversation === undefined || connection.person === null) {
    return connection.send({ type: "refused", ref, ...fakeRefusal("not_found") });
  }
  const sent = conversation.take(connection.person, frame);
  connection.send({ type: "ack", ref, ...(sent && { sent }) });
}

/** What was asked for once is acknowledged; the rule of a kind is not known here. */
function move(
  server: FakeServer,
  connection: FakeConnection,
  { ref, case_id, client_id, from, status }: UpFrames["change_status"],
): void {
  const found = server.cases.get(case_id);
  if (found === undefined) {
    return connection.send({ type: "refused", ref, ...fakeRefusal("not_found") });
  }
  const before = server.moved.has(client_id);
  if (!before && from !== undefined && found.status !== from && found.status !== status) {
    return connection.send({ type: "refused", ref, ...fakeRefusal("transition_not_allowed") });
  }
  if (before) return connection.send({ type: "ack", ref });
  server.moved.add(client_id);
  const { revision } = server.addCase({ id: case_id, status });
  connection.send({ type: "ack", ref, revision });
}

/** Connections that follow a conversation. */
export function followersOf(server: FakeServer, conversationId: string): FakeConnection[] {
  return server.open().filter((connection) => connection.following.has(conversationId));
}
