import { ChevronRight, Store } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { workplaceAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useWorkplaces } from "./use-workplaces.ts";

/** Below one's appointments: where one may ask and book. */
export function Workplaces() {
  const { places } = useWorkplaces();
  if (places === null || places.length === 0) return null;
  return (
    <section className="flex flex-col gap-2.5 pt-2">
      <h2 className="px-1 text-13 font-semibold text-ink-2">{m.workplace_list()}</h2>
      <ul className="flex flex-col gap-2.5 desk:gap-2">
        {places.map(({ person, name, address }) => (
          <li key={person.id}>
            <Link
              to={workplaceAddress(person.id)}
              className="flex min-h-15 items-center gap-3 rounded-card bg-surface p-4 shadow-lift hover:bg-sunken desk:p-3"
            >
              <Store
                size={22}
                strokeWidth={1.75}
                aria-hidden="true"
                className="shrink-0 text-ink-2"
              />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="truncate text-17 desk:text-15">{name}</span>
                {address && <span className="truncate text-13 text-ink-2">{address}</span>}
              </span>
              <ChevronRight
                size={18}
                strokeWidth={1.75}
                aria-hidden="true"
                className="shrink-0 text-ink-2 rtl:-scale-x-100"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
