/** A run that once failed: its name says what was wrong. */
export type Seed = { name: string; seed: number; seconds: number; clients: number };

/** Seeds that failed and must not fail again. */
export const seeds: readonly Seed[] = [];
