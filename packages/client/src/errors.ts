import {
  type DownFrames,
  type Language,
  type Refusal,
  type TextRefusal,
  textErrors,
} from "@relais/protocol";

/** The server (or a rule that it shares with us) refused; `refusal.retry` says what may be done next. */
export class RelaisError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "RelaisError";
    this.refusal = refusal;
  }
}

/** No answer came: nothing is known about what the server did. The same call may be made again. */
export class NetworkError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NetworkError";
  }
}

/** A refusal that this side knows to give by itself, in the same words as the server. */
export function refusalOf(code: TextRefusal, language: Language): Refusal {
  const { [language]: message, retry } = textErrors[code];
  return { code, message, retry };
}

/** The refusal that a frame carries, without what belongs to the frame. */
export function refusalIn(frame: DownFrames["refused"]): Refusal {
  const { code, message, retry, fields, retry_after_ms } = frame;
  return {
    code,
    message,
    retry,
    ...(fields === undefined ? {} : { fields }),
    ...(retry_after_ms === undefined ? {} : { retry_after_ms }),
  };
}
