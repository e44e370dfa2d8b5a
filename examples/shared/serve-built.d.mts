/** Builds the app in the folder of `module` and serves it; `proxy`: what another server answers. */
export function serveBuilt(
  module: string,
  port: number,
  proxy?: Record<string, string>,
): Promise<{ address: string; stop: () => Promise<void> }>;
