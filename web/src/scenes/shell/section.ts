import type { Me } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { listAt, type Section } from "../../navigation/lists.ts";
import { usePathname, usePlace } from "../../navigation/place.ts";

/** Whether this role works at the desk. */
export const worksAtDesk = ({ role }: Pick<Me, "role">): boolean =>
  role === "agent" || role === "manager" || role === "admin";

/** The list that a role begins with: what is under way before what one could take besides. */
export const homeSection = ({ role }: Pick<Me, "role">): Section =>
  role === "customer" ? "requests" : "mine";

/** The list in the address, and which one was looked at last when the address is a case. */
export function useSection(me: Me): { section: Section; isList: boolean } {
  const pathname = usePathname();
  const previous = usePlace().section;
  const here = listAt(pathname, me);
  if (me.role === "customer") {
    const section = (here ?? previous) === "messages" ? "messages" : "requests";
    return { section, isList: here !== undefined };
  }
  if (pathname.startsWith("/chat")) return { section: "chat", isList: here === "chat" };
  return { section: here ?? previous ?? "mine", isList: here !== undefined };
}

/** What a list is called, for this role. */
export function sectionTitle(me: Me, section: Section): string {
  switch (section) {
    case "requests":
      return m.requests_title();
    case "available":
      return m.available_title();
    case "chat":
      return m.desk_title();
    case "messages":
      return m.rooms_title();
    case "mine":
      return me.role === "worker" ? m.mine_title() : m.mine_all_title();
  }
}
