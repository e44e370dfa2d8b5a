/** Starts the back end, and builds and serves the page in front of it. `relais`: where the server is; `key`: an API key there. */
export function serve(options: {
  port?: number;
  backEndPort?: number;
  relais: string;
  key: string;
}): Promise<{ address: string; stop: () => Promise<void> }>;
