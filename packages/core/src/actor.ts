import type { Role } from "@relais/protocol";

/** Who asks: taken from a verified token, never from what a caller says about itself. */
export type Actor = {
  readonly id: string;
  readonly organization_id: string;
  readonly role: Role;
  readonly full_name: string;
  /** The sign-in that the token belongs to; ending it ends every connection made with it. */
  readonly sign_in_id: string;
  /** Where the call came from, for the audit log; absent where nobody looks at it. */
  readonly address?: string;
  /** A program that came by an API key, and no person. */
  readonly service?: true;
  /** Who came by a link: nothing but this conversation exists for them. */
  readonly guest?: { readonly conversation_id: string };
};
