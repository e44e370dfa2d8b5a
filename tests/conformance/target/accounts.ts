/** Whom the suite speaks as. Two who share a case, two who do not, and one who must see nothing. */
export type Part = "customer" | "worker" | "stranger" | "admin" | "outsider";

export type Account = { readonly email: string; readonly password: string };

/** The demo cast. `stranger` is of the same organization as the others, `outsider` of another one. */
const cast: Record<Part, string> = {
  customer: "client@depannage.demo",
  worker: "technicien@depannage.demo",
  stranger: "technicien2@depannage.demo",
  admin: "admin@depannage.demo",
  outsider: "outsider@outside.demo",
};

/**
 * Accounts of a server without the demo cast are named by `CONFORMANCE_CUSTOMER`, `CONFORMANCE_WORKER`
 * and so on, each `email:password`; `CONFORMANCE_PASSWORD` is common to those that name an e-mail only.
 */
export function accountOf(part: Part, environment: NodeJS.ProcessEnv = process.env): Account {
  const [email = cast[part], ...password] = (
    environment[`CONFORMANCE_${part.toUpperCase()}`] ?? cast[part]
  ).split(":");
  return {
    email,
    password: password.join(":") || (environment.CONFORMANCE_PASSWORD ?? "relais-demo"),
  };
}
