export type Site = {
  port?: number;
  host?: string;
  /** Where the Relais server is. */
  relais: string;
  site: string;
  secret: string;
};

/** Serves the site. */
export function serve(site: Site): Promise<{ address: string; stop(): Promise<void> }>;

/** The site's word for somebody, good for so many seconds. */
export function identityOf(
  person: { sub: string; name?: string; email?: string; phone?: string },
  site: string,
  secret: string,
  seconds?: number,
): string;
