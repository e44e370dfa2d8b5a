import type { EmbeddedSite } from "@relais/protocol";
import { type FromFrame, listen, tell, type ToFrame } from "@relais/widget";
import { speak } from "../../format/language.ts";
import { giveTheme } from "../../session/theme.ts";

export type Hello = Extract<ToFrame, { say: "hello" }>;

/** The page around this one: what it wants, and what it is told. */
export interface Host {
  /** Settles once the page around has said who it is; at once where there is none. */
  readonly hello: Promise<Hello>;
  tell(message: FromFrame): void;
  /** Who is signed in on the site, as its server says; null: nobody. */
  identity(): Promise<string | null>;
  /** Called when the site says, of itself, that this may have changed. Returns what stops it. */
  onIdentity(listener: (token: string | null) => void): () => void;
}

/** What holds for a page that stands by itself. */
const alone: Hello = {
  say: "hello",
  language: null,
  theme: "auto",
  accent: null,
  vouches: false,
};

/** How long the site's server may take to say who somebody is. */
const patienceMs = 20_000;

/** Listens to the window around this one, while one of the site's own pages is in it. */
export function hostOf({ origins }: EmbeddedSite): Host {
  const around = window.parent === window ? null : window.parent;
  let greet: ((hello: Hello) => void) | undefined;
  const hello = new Promise<Hello>((settle) => {
    greet = settle;
    if (around === null) settle(alone);
  });
  const listeners = new Set<(token: string | null) => void>();
  /** Those who asked and wait; what answers them is no news to anybody else. */
  const asked = new Set<(token: string | null) => void>();
  let origin: string | null = null;

  const take = (message: ToFrame, from: string): void => {
    switch (message.say) {
      case "hello":
        origin = from;
        if (message.language) speak(message.language);
        giveTheme(message.theme === "auto" ? "system" : message.theme);
        tellAround({ say: "ready" });
        return greet?.(message);
      case "identity":
        for (const one of asked.size > 0 ? asked : listeners) one(message.token);
        return;
      case "language":
        return speak(message.language);
      case "theme":
        return giveTheme(message.theme === "auto" ? "system" : message.theme);
    }
  };
  const tellAround = (message: FromFrame): void => {
    if (around !== null && origin !== null) tell(around, origin, message);
  };
  // For as long as the page lives.
  listen<ToFrame>(() => around, origins, take);

  return {
    hello,
    tell: tellAround,
    onIdentity(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    identity: () =>
      new Promise((settle) => {
        const done = (token: string | null) => {
          asked.delete(done);
          clearTimeout(timer);
          settle(token);
        };
        asked.add(done);
        const timer = setTimeout(() => done(null), patienceMs);
        tellAround({ say: "who" });
      }),
  };
}
