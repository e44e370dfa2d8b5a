import { z } from "zod";

/** A field of a form that holds one file, or several; it may be missing unless it says otherwise. */
type FileField = { readonly many?: true; readonly required?: true };

const file = { type: "string", format: "binary" } as const;

/**
 * What the reference says of a body that a call reads itself because it may be a form: its fields, and those
 * that hold files. Accepts everything; `readFields` refuses.
 */
export function formShape(
  fields: z.ZodObject,
  files: Readonly<Record<string, FileField>>,
): z.ZodUnknown {
  const {
    $schema: _,
    properties,
    required = [],
    ...shape
  } = z.toJSONSchema(fields, { io: "input" });
  const held = Object.entries(files).map(([name, { many }]) => {
    return [name, many ? { type: "array", items: file } : file] as const;
  });
  const needed = Object.keys(files).filter((name) => files[name]?.required);
  return z.unknown().meta({
    ...shape,
    properties: { ...properties, ...Object.fromEntries(held) },
    required: [...required, ...needed],
  });
}
