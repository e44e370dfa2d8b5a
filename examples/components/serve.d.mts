/** Builds the app and serves it. */
export function serve(port?: number): Promise<{ address: string; stop: () => Promise<void> }>;
