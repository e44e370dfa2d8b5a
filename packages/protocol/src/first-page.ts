import type { ConversationState } from "./conversation.ts";
import type { KindView } from "./kind.ts";
import type { Language } from "./errors.ts";
import type { Role } from "./person.ts";
import type { Words } from "./words.ts";
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

/** The cast of a demonstration: who one may sign in as. */
export type Demo = {
  cast: {
    email: string;
    full_name: string;
    role: Role;
    /** As the organization's kind names the role. */
    title?: Words;
    organization: { name: string; kind: string };
  }[];
  password: string;
};

/** What a page of the app is drawn from before its scripts are there. */
export type FirstPageOrder = { readonly language: Language } & (
  | {
      readonly page: "link";
      /** What is seen through the link, or why nothing is. */
      readonly seen: LinkSight | "unknown" | "revoked" | "expired";
    }
  | {
      /** Where one signs in. */
      readonly page: "door";
      /** Whom one may sign in as, in a demonstration. */
      readonly demo: Demo | null;
      /** Whoever is signed in already is led on from here, and not shown it. */
      readonly leadsOn: boolean;
    }
);

export type FirstPage = {
  /** The whole document. */
  readonly html: string;
  /** Of the styles that stand in it, as a content security policy names them. */
  readonly styleHashes: readonly string[];
};

/** What the build of the web app gives the server for it. */
export type FirstPageModule = {
  readonly drawFirstPage: (order: FirstPageOrder) => Promise<FirstPage>;
};
