import type { Actor } from "@relais/core";
import type { DownFrame, ErrorCode, FieldHints } from "@relais/protocol";

/** What an interpreter may do with its connection. */
export type Link = {
  /** A frame of ours, in the client's name: checked and limited like any other. */
  receive(frame: unknown): void;
  /** What the client wrote and cannot be put into a frame of ours: counts as one, and is told as `refused`. */
  refuse(code: ErrorCode, fields?: FieldHints): void;
  /** Tells the client something that no frame of ours says, in the other language. */
  say(texts: readonly string[]): void;
  /** Whom the connection speaks for, once `hello` was answered. */
  actor(): Actor | undefined;
  /** Ends the connection with a code of the other language. */
  close(code: number, reason: string): void;
};

/**
 * Speaks another language for one connection. The connection stays an ordinary one: who it is, what it
 * follows, its limits, heartbeats and its end are decided where they are for all.
 */
export type Interpreter = {
  /** Interpreters that share it interpret every frame alike, so that it is done once for all of them. */
  readonly room: object;
  /** The client has connected: says `hello` in its name. */
  opened(): void;
  /** What to tell the client for a frame of ours, in order; nothing where the language has no word. */
  interpret(frame: DownFrame): readonly string[];
  /** What the client wrote. */
  heard(text: string): void;
};
