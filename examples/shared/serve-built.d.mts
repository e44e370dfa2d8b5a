/** Builds the app in the folder of `module` and serves it. */
export function serveBuilt(
  module: string,
  port: number,
): Promise<{ address: string; stop: () => Promise<void> }>;
