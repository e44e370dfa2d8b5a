/**
 * A fake server for the tests of applications that use the SDK. It speaks the real protocol in memory,
 * over a WebSocket class and a `fetch` that you inject:
 *
 *     const server = createFakeServer();
 *     const conversation = server.addConversation();
 *     const client = createClient({ ...server.clientOptions(server.cast.awa) });
 *     client.start();
 *     conversation.say(server.cast.moussa, "J’arrive");
 *     await until(client.conversation(conversation.id).view, (view) => view.messages.length === 1);
 *
 * It keeps a journal for each conversation and answers as the real one does. What goes wrong on real
 * networks is one call each: `refuse`, `loseAnswers`, `dropConnections`, `close`, `goSilent`, `block`.
 *
 * To extend it, answer a frame type yourself with `server.answer("send", (connection, frame) => …)`;
 * return false to let the usual answer follow. Send anything with `connection.send(frame)`. An HTTP
 * path is answered by `server.answerHttp("POST /v1/cases", ({ body, person }) => …)`.
 *
 * Time is yours too: pass `clock: createFakeClock()` to the client and call `await clock.advance(ms)`.
 */
export { cast, type FakePerson } from "./cast.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export type { FakeConnection } from "./fake-connection.ts";
export { FakeConversation } from "./fake-conversation.ts";
export { FakeRefusal, fakeRefusal } from "./fake-fetch.ts";
export { createFakeServer, FakeServer } from "./fake-server.ts";
export { createFakeSurroundings, type FakeSurroundings } from "./fake-surroundings.ts";
export { createFakeTabs } from "./fake-tabs.ts";
export { turn, until } from "./until.ts";
