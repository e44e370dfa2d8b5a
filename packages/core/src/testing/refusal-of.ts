import { RefusedError } from "../errors.ts";

/** The refusal that something meets; throws when it succeeds or fails otherwise. */
export async function refusalOf(work: Promise<unknown>): Promise<RefusedError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Only its code. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await refusalOf(work)).code;
}
