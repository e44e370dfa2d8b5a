/** Starts the back end, and builds and serves the page in front of it. `relais`: where the server is. */
export function serve(options: {
  port?: number;
  backEndPort?: number;
  relais: string;
}): Promise<{ address: string; stop: () => Promise<void> }>;
