import { z } from "zod";
import { id, instant } from "../ids.ts";
import { line } from "../line.ts";
import { organizationLook } from "../organization-look.ts";
import { role } from "../person.ts";
import { words } from "../words.ts";
import { departmentName } from "./nouns.ts";
import { sessionView } from "./sessions.ts";

const language = z.enum(["fr", "en"]);
const email = z.email().max(254);

/** Somebody with an account, as the administrators of their organization see them. */
export const account = z
  .strictObject({
    id,
    full_name: z.string(),
    email: z.string(),
    phone: z.nullable(z.string()),
    role,
    language,
    department: z.nullable(departmentName),
    active: z.boolean(),
    created_at: instant,
    deactivated_at: z.nullable(instant),
    /** When a device of theirs last asked for something; null: never. */
    last_seen_at: z.nullable(instant),
    /** Cases that they have and that have not ended. */
    open_cases: z.int().min(0),
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof account>;

export const accountsQuery = z.strictObject({
  /** Of a name or an e-mail address. */
  q: z.optional(z.string().trim().max(200)),
  role: z.optional(role),
  state: z.optional(z.enum(["active", "deactivated"])),
  /** The last account of the page before. */
  after: z.optional(id),
});
export type AccountsQuery = z.infer<typeof accountsQuery>;

export const accountPage = z
  .strictObject({
    accounts: z.array(account),
    /** Of all pages. */
    count: z.int().min(0),
    /** Names the next page; null on the last one. */
    next: z.nullable(id),
  })
  .meta({ id: "AccountPage" });
export type AccountPage = z.infer<typeof accountPage>;

export const changeAccountBody = z.strictObject({
  role: z.optional(role),
  department_id: z.optional(z.nullable(id)),
});
export type ChangeAccount = z.infer<typeof changeAccountBody>;

export const accountSessions = z
  .strictObject({ sessions: z.array(sessionView) })
  .meta({ id: "AccountSessions" });

export const invitationStates = ["open", "used", "withdrawn", "expired"] as const;
export const invitation = z
  .strictObject({
    id,
    role,
    full_name: z.nullable(z.string()),
    email: z.nullable(z.string()),
    department: z.nullable(departmentName),
    state: z.enum(invitationStates),
    /** Null: by the operator of the platform. */
    invited_by: z.nullable(z.string()),
    created_at: instant,
    expires_at: instant,
    accepted_at: z.nullable(instant),
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof invitation>;
export const invitationList = z
  .strictObject({ invitations: z.array(invitation) })
  .meta({ id: "InvitationList" });

export const inviteBody = z.strictObject({
  role,
  full_name: z.optional(line(200)),
  /** Then nobody takes the invitation up under another address. */
  email: z.optional(email),
  department_id: z.optional(id),
  /** Days for which the invitation holds; 7 unless said otherwise. */
  days: z.optional(z.int().min(1).max(30)),
});
export type Invite = z.infer<typeof inviteBody>;

/** `path` is told this once. */
export const sharedInvitation = z
  .strictObject({ path: z.string(), invitation })
  .meta({ id: "SharedInvitation" });
export type SharedInvitation = z.infer<typeof sharedInvitation>;

const token = z.string().regex(/^[0-9a-f]{64}$/);
export const readInvitationBody = z.strictObject({ token });
/** What whoever holds the link is told before they take it up. */
export const openInvitation = z
  .strictObject({
    organization: organizationLook,
    role,
    full_name: z.nullable(z.string()),
    email: z.nullable(z.string()),
    language,
    /** As the organization's first kind of case names the role; null where it has no words of its own. */
    role_title: z.nullable(words),
    expires_at: instant,
  })
  .meta({ id: "OpenInvitation" });
export type OpenInvitation = z.infer<typeof openInvitation>;

export const acceptInvitationBody = z.strictObject({
  token,
  full_name: line(200),
  email,
  password: z.string().min(1).max(1_024),
  language,
});
export type AcceptInvitation = z.infer<typeof acceptInvitationBody>;
/** Whoever accepted signs in with what they chose. */
export const acceptedInvitation = z
  .strictObject({ email: z.string() })
  .meta({ id: "AcceptedInvitation" });
