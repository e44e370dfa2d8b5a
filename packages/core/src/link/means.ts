/** What a page says of itself. Plain text; the picture as it came. */
export type FoundPage = {
  readonly title: string;
  readonly description: string | null;
  readonly site: string | null;
  readonly picture: Uint8Array | null;
};

/**
 * Looks at the page behind a link; null when it says nothing, does not answer, or may not be looked at.
 * Never takes longer than some seconds. Rejects only when `signal` was aborted.
 */
export type ReadLink = (link: string, signal: AbortSignal) => Promise<FoundPage | null>;
