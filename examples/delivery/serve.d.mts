/** Serves the page, and the stock client from where npm put it. */
export function serve(port?: number): Promise<{ address: string; stop(): Promise<void> }>;
