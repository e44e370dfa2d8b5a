/** What the page around the frame tells it. */
export type ToFrame =
  | {
      say: "hello";
      language: "fr" | "en" | null;
      theme: Theme;
      accent: string | null;
      /** Whether the site can say who this is, when it is asked. */
      vouches: boolean;
    }
  /** Answers `who`; null: nobody is signed in on the site. */
  | { say: "identity"; token: string | null }
  | { say: "shown"; shown: boolean }
  | { say: "language"; language: "fr" | "en" }
  | { say: "theme"; theme: Theme };

/** What the frame tells the page around it. Nothing of what is said in the conversation. */
export type FromFrame =
  | { say: "ready" }
  | { say: "who" }
  | { say: "unread"; count: number }
  | { say: "close" }
  /** From now on there is a conversation to come back to, or no longer. */
  | { say: "began" }
  | { say: "ended" };

export type Theme = "auto" | "light" | "dark";

/** Marks our messages among all that pages send each other. */
const mark = "relais-1";

/** Says something to a window, only if a page of that origin is in it. */
export function tell(to: Window, origin: string, message: ToFrame | FromFrame): void {
  to.postMessage({ ...message, relais: mark }, origin);
}

/**
 * Listens to one window of one of these origins. What anybody else sends, or the same window once another page is in it,
 * is not looked at. Returns what stops it.
 */
export function listen<Message extends ToFrame | FromFrame>(
  from: () => Window | null,
  origins: readonly string[],
  take: (message: Message, origin: string) => void,
): () => void {
  const hear = ({ source, origin, data }: MessageEvent) => {
    if (source === null || source !== from() || !origins.includes(origin)) return;
    if (typeof data === "object" && data !== null && data.relais === mark) take(data, origin);
  };
  addEventListener("message", hear);
  return () => removeEventListener("message", hear);
}

/** Black or white, whichever is read better on a colour written `#rrggbb`. */
export function inkOn(accent: string): "#000000" | "#ffffff" {
  const channel = (at: number) => {
    const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return light > 0.179 ? "#000000" : "#ffffff";
}
