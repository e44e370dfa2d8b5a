import {
  type ErrorCode,
  type FieldHints,
  fieldHints,
  plainCheck,
  type UpFrame,
  type UpFrameType,
  upFrames,
} from "@relais/protocol";

export type Decoded =
  | { ok: true; frame: UpFrame }
  | { ok: false; code: ErrorCode; ref: number | undefined; fields?: FieldHints };

/** A frame as the protocol allows it, or the refusal that names what is wrong with it. */
export function decodeFrame(text: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: "malformed_json", ref: undefined };
  }
  return decodeValue(value);
}

/** The same for a value that is JSON already. */
export function decodeValue(value: unknown): Decoded {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return {
      ok: false,
      code: "invalid_body",
      ref: undefined,
      fields: { body: { fr: "Donnez un objet avec un type.", en: "Give an object with a type." } },
    };
  }
  const { type, ref: rawRef } = value as { type?: unknown; ref?: unknown };
  const ref =
    typeof rawRef === "number" && Number.isSafeInteger(rawRef) && rawRef >= 0 ? rawRef : undefined;
  if (!isUpFrameType(type)) return { ok: false, code: "unknown_frame", ref };
  if (plainChecks[type](value)) return { ok: true, frame: value as UpFrame };
  const parsed = upFrames[type].safeParse(value);
  if (parsed.success) return { ok: true, frame: parsed.data };
  return { ok: false, code: "invalid_body", ref, fields: fieldHints(upFrames[type], value) };
}

/** Nearly all frames consist of plain fields, and a schema takes three times as long to accept them. */
const plainChecks = Object.fromEntries(
  Object.entries(upFrames).map(([type, schema]) => [type, plainCheck(schema)]),
) as Record<UpFrameType, (value: object) => boolean>;

function isUpFrameType(type: unknown): type is UpFrameType {
  return typeof type === "string" && Object.hasOwn(upFrames, type);
}
