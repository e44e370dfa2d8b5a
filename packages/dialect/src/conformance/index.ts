export { type Answer, Caller, type Page, type Problem } from "./caller.ts";
export { knock } from "./knock.ts";
export { PlainSocket, type WireFrame } from "./plain-socket.ts";
