/** Serves the page. */
export function serve(port?: number): Promise<{ address: string; stop(): Promise<void> }>;
