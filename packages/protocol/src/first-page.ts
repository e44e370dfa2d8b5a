import type { ConversationState } from "./conversation.ts";
import type { KindView } from "./kind.ts";
import type { Language } from "./errors.ts";
import type { OrganizationLook } from "./organization-look.ts";

/** What a guest would see first by a customer's link, told to whoever only looks through it. */
export type LinkSight = {
  readonly conversation: ConversationState;
  readonly kinds: readonly KindView[];
  readonly organization: OrganizationLook;
  /** By whose clock its times are told: the company's. */
  readonly time_zone: string;
  /** Who would be called. The number is told to those who come in. */
  readonly call: string | null;
};

/** What the page of a customer's link is drawn from before its scripts are there. */
export type FirstPageOrder = {
  /** What is seen through the link, or why nothing is. */
  readonly seen: LinkSight | "unknown" | "revoked" | "expired";
  readonly language: Language;
};

export type FirstPage = {
  /** The whole document. */
  readonly html: string;
  /** Of the one style that stands in it, as a content security policy names it. */
  readonly styleHash: string;
};

/** What the build of the web app gives the server for it. */
export type FirstPageModule = {
  readonly drawFirstPage: (order: FirstPageOrder) => Promise<FirstPage>;
};
