/** The parts of a JSON Schema that say what is surely wrong. */
export type Shape = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
};

/** One body that is wrong in one field, and that field. */
export type WrongBody = { readonly field: string; readonly body: unknown };

const long = "x".repeat(70_000);
/** What no text of a person may hold. */
const textFaults = ["a\u0000b", "a\u202eb", "\ud83d", long];

/**
 * Every way in which one field of a body is surely wrong, the others being right; `right` gives a value for a field.
 * What may or may not be refused (an empty text, a number at the edge) is not among them.
 */
export function wrongBodies(
  shape: Shape,
  right: (field: string, shape: Shape) => unknown,
): WrongBody[] {
  const properties = Object.entries(shape.properties ?? {});
  const whole = Object.fromEntries(properties.map(([field, one]) => [field, right(field, one)]));
  const wrong = properties.flatMap(([field, one]) =>
    faultsOf(one).map((value) => ({ field, body: { ...whole, [field]: value } })),
  );
  const missing = (shape.required ?? []).map((field) => {
    const { [field]: _, ...rest } = whole;
    return { field, body: rest };
  });
  return [...wrong, ...missing];
}

/** The types that a value may have; undefined where it may be anything. */
export function kindsOf(shape: Shape): (string | undefined)[] {
  return (shape.anyOf ?? [shape]).flatMap(({ type }) => type);
}

function faultsOf(shape: Shape): unknown[] {
  const kinds = kindsOf(shape);
  const nullable = kinds.includes("null") || kinds.includes(undefined);
  const text = kinds.includes("string");
  return [
    ...(kinds.includes("object") ? ["text"] : [{ nested: { deep: [1] } }]),
    ...(nullable ? [] : [null]),
    ...(kinds.includes("array") ? [] : [["x"]]),
    ...(text ? [4, true, ...textFaults] : []),
    ...(kinds.includes("number") || kinds.includes("integer") ? ["north", 1e308] : []),
    ...(kinds.includes("boolean") ? ["perhaps", 7] : []),
  ];
}

/** Values that a query may carry by mistake or on purpose. */
export const queryFaults = [
  "",
  "-1",
  "1e99",
  "x",
  "\u0000",
  "a\u202eb",
  "' or 1=1 --",
  long.slice(0, 3_000),
];
