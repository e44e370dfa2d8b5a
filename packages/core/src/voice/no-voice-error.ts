/** A recording that cannot become a voice note. */
export class NoVoiceError extends Error {
  readonly reason: "unreadable" | "too long";

  constructor(reason: "unreadable" | "too long" = "unreadable") {
    super(`no voice note: ${reason}`);
    this.name = "NoVoiceError";
    this.reason = reason;
  }
}
