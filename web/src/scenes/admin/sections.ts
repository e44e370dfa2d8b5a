import {
  AlarmClock,
  Building2,
  Globe,
  KeyRound,
  ListTree,
  type LucideIcon,
  MessageSquareText,
  Monitor,
  Network,
  ScrollText,
  Users,
  UsersRound,
} from "lucide-react";
import { m } from "../../catalogue/index.ts";

export const sectionNames = [
  "people",
  "team",
  "departments",
  "categories",
  "equipment",
  "replies",
  "targets",
  "embedding",
  "keys",
  "organization",
  "audit",
] as const;
export type SectionName = (typeof sectionNames)[number];

export const sections: Record<SectionName, { icon: LucideIcon; title: () => string }> = {
  people: { icon: Users, title: m.admin_people },
  team: { icon: UsersRound, title: m.admin_team },
  departments: { icon: Network, title: m.admin_departments },
  categories: { icon: ListTree, title: m.admin_categories },
  equipment: { icon: Monitor, title: m.admin_equipment },
  replies: { icon: MessageSquareText, title: m.admin_replies },
  targets: { icon: AlarmClock, title: m.targets_title },
  embedding: { icon: Globe, title: m.site_title },
  keys: { icon: KeyRound, title: m.keys_title },
  organization: { icon: Building2, title: m.admin_organization },
  audit: { icon: ScrollText, title: m.admin_audit },
};

export const isSection = (name: string | undefined): name is SectionName =>
  sectionNames.some((one) => one === name);
