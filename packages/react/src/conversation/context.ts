import { whoIs } from "@relais/protocol";
import type { Conversation, ConversationView, KindView, Language } from "@relais/client";
import { createContext, use } from "react";
import { firstName } from "../format/person.ts";
import type { Standing } from "../message/rights.ts";
import type { About } from "../message/use-about.ts";
import type { Say } from "../part.ts";
import type { WordKey } from "./words.ts";

/** What every part of a conversation needs to know of it. */
export type Here = {
  conversation: Conversation;
  view: ConversationView;
  kinds: readonly KindView[];
  language: Language;
  say: Say<WordKey>;
  now: number;
  /** One may write here: then one may also answer, edit and react. */
  canWrite: boolean;
  about: About | null;
  setAbout: (about: About | null) => void;
  openMenu: (message: Standing) => void;
  react: (message: Standing, emoji: Standing["reactions"][string]) => void;
  jumpTo: (number: number) => void;
  /** The message that was jumped to, for a moment. */
  marked: number | null;
};

export const HereContext = createContext<Here | null>(null);

/** The conversation that a part of it stands in. Throws outside of one. */
export function useHere(): Here {
  const here = use(HereContext);
  if (here === null) throw new Error("useHere needs a <Conversation> above it");
  return here;
}

/** Whom a message is by, in the viewer's words. */
export function nameOf({ view, say }: Pick<Here, "view" | "say">, id: string | null): string {
  if (id !== null && id === view.state?.viewer_id) return say("me");
  return whoIs(view.state, id)?.full_name ?? say("somebody");
}

export const firstNameOf = (here: Pick<Here, "view" | "say">, id: string | null): string =>
  firstName(nameOf(here, id));
