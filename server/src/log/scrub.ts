/**
 * What a secret looks like in any text: a query parameter of a socket's address, a bearer header, a
 * JSON field, an API key, the secret of a webhook, a signed token, the password of a database address.
 */
const patterns: readonly [RegExp, string][] = [
  [/([?&](?:token|ticket|auth|access_token|refresh_token)=)[^&\s"'\\]+/gi, "$1[redacted]"],
  [/(\bbearer\s+)[^\s"'\\,]+/gi, "$1[redacted]"],
  [
    /(\\?"(?:password|token|ticket|access_token|refresh_token|authorization|secret)\\?"\s*:\s*\\?")[^"\\]+/gi,
    "$1[redacted]",
  ],
  [/\bwhsec_[A-Za-z0-9+/=]{20,}/g, "[redacted]"],
  [/\brk_[\w-]{22}_[\w-]{43}/g, "[redacted]"],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g, "[redacted]"],
  [/(\b[a-z][a-z0-9+]*:\/\/[^\s:/@"\\]*:)[^\s@"\\]+(@)/gi, "$1[redacted]$2"],
];

/** The same text without secrets. */
export function scrub(text: string): string {
  return patterns.reduce(
    (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
    text,
  );
}
