import { createClient, createSession } from "@relais/client";
import { configure } from "@relais/client/claims";
import { baseUrl, look } from "./look.ts";

const { language = "fr" } = look;

/** Who is signed in: kept, so that the next page finds them. */
export const session = createSession({ baseUrl, language });

const getToken = (refused?: string) => session.getToken(refused);

/** What the components below a provider draw upon. */
export function clientOf(viewerId: string) {
  return createClient({ baseUrl, language, viewerId, getToken });
}

// The components of the claims API have no provider: it is said once who calls.
configure({ baseUrl, language, getToken });
