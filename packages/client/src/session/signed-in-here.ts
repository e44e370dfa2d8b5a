/**
 * Ids of everybody who is signed in on this device, by whatever name their session is kept: a customer's link may
 * be open beside an account. Empty where nothing is kept.
 */
export function signedInHere(baseUrl: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.endsWith(` ${baseUrl}`))
      .flatMap((key) => personIn(localStorage.getItem(key)));
  } catch {
    return [];
  }
}

function personIn(value: string | null): string[] {
  try {
    const kept = JSON.parse(value ?? "null") as { user?: { id?: unknown } } | null;
    return typeof kept?.user?.id === "string" ? [kept.user.id] : [];
  } catch {
    return [];
  }
}
