/** The lists of the app. */
export type Section = "requests" | "available" | "mine" | "chat" | "messages";

type Addresses = Partial<Record<Section, string>>;

/** What the lists are called in the address, where the people of a trade know them by a name; `/<section>` elsewhere. */
const ofKind: Record<string, { readonly customer: Addresses; readonly others: Addresses }> = {
  appointment: {
    customer: { requests: "/app/appointments", messages: "/app/messages" },
    others: { mine: "/garage", messages: "/garage/messages" },
  },
  claim: { customer: { requests: "/claims" }, others: { mine: "/claims" } },
  ticket: { customer: { requests: "/tickets" }, others: { mine: "/tickets" } },
  delivery: {
    customer: { requests: "/deliveries", messages: "/deliveries/messages" },
    others: { mine: "/deliveries", messages: "/deliveries/messages" },
  },
};

/** Every such address, and the list that stands there for a customer and for the others. */
const known: Record<string, { readonly customer: Section; readonly others: Section }> = {
  "/requests": { customer: "requests", others: "mine" },
  "/available": { customer: "requests", others: "available" },
  "/mine": { customer: "requests", others: "mine" },
  "/chat": { customer: "requests", others: "chat" },
  "/messages": { customer: "messages", others: "messages" },
  "/app/appointments": { customer: "requests", others: "mine" },
  "/app/messages": { customer: "messages", others: "messages" },
  "/garage": { customer: "requests", others: "mine" },
  "/garage/messages": { customer: "messages", others: "messages" },
  "/claims": { customer: "requests", others: "mine" },
  "/tickets": { customer: "requests", others: "mine" },
  "/deliveries": { customer: "requests", others: "mine" },
  "/deliveries/messages": { customer: "messages", others: "messages" },
};

type Viewer = {
  readonly role: string;
  readonly organization: { readonly kinds: readonly string[] };
};

/** Where a list stands for somebody. */
export function listAddress({ role, organization }: Viewer, section: Section): string {
  const own = ofKind[organization.kinds[0] ?? ""];
  return own?.[role === "customer" ? "customer" : "others"][section] ?? `/${section}`;
}

/** The list at an address, for somebody; undefined where there is none. */
export const listAt = (pathname: string, { role }: Pick<Viewer, "role">): Section | undefined =>
  known[pathname.replace(/\/$/, "").toLowerCase()]?.[role === "customer" ? "customer" : "others"];
