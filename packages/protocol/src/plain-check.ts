import type { z } from "zod";

/** Whether a value is one that the schema accepts and leaves as it is. */
type Test = (value: unknown) => boolean;
type Field = { test: Test; required: boolean };
type CheckDef = z.core.$ZodChecks["_zod"]["def"];

/**
 * A cheap test made out of a schema: what passes it, the schema accepts and leaves as it is. What does not pass has
 * to be shown to the schema, which alone refuses and says why. It knows strict objects of plain fields with their
 * bounds and patterns; a value with a field that asks for more does not pass.
 */
export function plainCheck(schema: z.core.$ZodType): (value: object) => boolean {
  const def = defOf(schema);
  if (def.type !== "object" || isChecked(def)) return never;
  if (def.catchall === undefined || defOf(def.catchall).type !== "never") return never;
  const fields = new Map<string, Field>();
  for (const [name, field] of Object.entries(def.shape)) {
    fields.set(name, { test: testOf(field) ?? never, required: !mayBeAbsent(field) });
  }
  const required = [...fields.values()].filter((field) => field.required).length;
  return (value) => passes(fields, required, value as Record<string, unknown>);
}

function passes(
  fields: ReadonlyMap<string, Field>,
  required: number,
  value: Record<string, unknown>,
): boolean {
  let missing = required;
  for (const name of Object.keys(value)) {
    const field = fields.get(name);
    if (field === undefined || !field.test(value[name])) return false;
    if (field.required) missing -= 1;
  }
  return missing === 0;
}

function never(): boolean {
  return false;
}

function defOf(schema: z.core.$ZodType): z.core.$ZodTypes["_zod"]["def"] {
  return internals<z.core.$ZodTypes["_zod"]>(schema as z.core.$ZodTypes).def;
}

/** What a schema or a check was made of, for programs that work with schemas. */
function internals<Internals>(one: { _zod: Internals }): Internals {
  // oxlint-disable-next-line no-underscore-dangle -- the library's documented name
  return one._zod;
}

/** Not what has a default, which takes its place, nor what is checked when it is absent. */
function mayBeAbsent(schema: z.core.$ZodType): boolean {
  const def = defOf(schema);
  if (def.type !== "optional" || isChecked(def)) return false;
  return internals(def.innerType).optin === undefined;
}

/** Undefined for what is not plain. */
function testOf(schema: z.core.$ZodType): Test | undefined {
  const def = defOf(schema);
  if (def.type === "string" && def.coerce !== true) return stringTest(checksOf(def));
  if (def.type === "number" && def.coerce !== true) return integerTest(checksOf(def));
  if (isChecked(def)) return undefined;
  if (def.type === "optional") return testOf(def.innerType);
  if (def.type === "literal" && def.values.length === 1) return (value) => value === def.values[0];
  if (def.type === "boolean" && def.coerce !== true) return (value) => typeof value === "boolean";
  return undefined;
}

function isChecked(def: z.core.$ZodTypeDef): boolean {
  return def.checks !== undefined && def.checks.length > 0;
}

/** What is asked of a value besides its type; some schemas are the first check themselves. */
function checksOf(def: z.core.$ZodTypeDef): CheckDef[] {
  const checks = (def.checks ?? []).map((check) => internals(check).def as CheckDef);
  return "check" in def ? [def as unknown as CheckDef, ...checks] : checks;
}

function stringTest(checks: readonly CheckDef[]): Test | undefined {
  let shortest = 0;
  let longest = Number.POSITIVE_INFINITY;
  let pattern: RegExp | undefined;
  for (const check of checks) {
    if (check.check === "min_length") shortest = Math.max(shortest, check.minimum);
    else if (check.check === "max_length") longest = Math.min(longest, check.maximum);
    else if (pattern === undefined && isPattern(check)) pattern = check.pattern;
    else return undefined;
  }
  return (value) =>
    typeof value === "string" &&
    value.length >= shortest &&
    value.length <= longest &&
    (pattern === undefined || pattern.test(value));
}

/** Some formats ask for more than a pattern says. */
function isPattern(check: CheckDef): check is CheckDef & { pattern: RegExp } {
  if (check.check !== "string_format" || (check.format !== "regex" && check.format !== "uuid"))
    return false;
  // A pattern that remembers where it stopped answers differently the next time.
  return "pattern" in check && check.pattern instanceof RegExp && !/[gy]/.test(check.pattern.flags);
}

function integerTest(checks: readonly CheckDef[]): Test | undefined {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  let whole = false;
  for (const check of checks) {
    if (check.check === "number_format" && check.format === "safeint") whole = true;
    else if (check.check === "greater_than" && check.inclusive) {
      least = Math.max(least, Number(check.value));
    } else if (check.check === "less_than" && check.inclusive) {
      most = Math.min(most, Number(check.value));
    } else return undefined;
  }
  if (!whole) return undefined;
  return (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
}
