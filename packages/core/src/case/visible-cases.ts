import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { selectCases } from "./views.ts";

type Cases = ReturnType<typeof selectCases>;

/** What `maySeeCase` says, as a condition. Both are held against each other by a test. */
export function visibleCases(core: Core, query: Cases, actor: Actor): Cases {
  const kinds = core.kinds.all();
  const seen = (sight: string) =>
    kinds.filter((kind) => kind.sees[actor.role] === sight).map(({ name }) => name);
  const [all, own, available] = [seen("all"), seen("own"), seen("available")];
  // The office of an organization sees everything of it: nothing to ask, and no plan to spoil.
  if (all.length === kinds.length) return query;
  const waiting = kinds.filter(({ name, taking }) => taking !== null && available.includes(name));
  const mine = [...own, ...available];
  const worked = mine.filter((name) => core.kinds.get(name)?.worker_roles.includes(actor.role));
  return query.where((where) =>
    where.or([
      ...(all.length === 0 ? [] : [where("service_case.kind", "in", all)]),
      ...(mine.length === 0
        ? []
        : (["customer_id", "opener_id"] as const).map((column) =>
            where.and([
              where(`service_case.${column}`, "=", actor.id),
              where("service_case.kind", "in", mine),
            ]),
          )),
      ...(worked.length === 0
        ? []
        : [
            where.and([
              where("service_case.assignee_id", "=", actor.id),
              where("service_case.kind", "in", worked),
            ]),
          ]),
      ...waiting.map(({ name, taking }) =>
        where.and([
          where("service_case.assignee_id", "is", null),
          where("service_case.kind", "=", name),
          where("service_case.status", "=", taking?.from ?? ""),
        ]),
      ),
      sql<boolean>`false`,
    ]),
  );
}
