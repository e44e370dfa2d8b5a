import { inkOn } from "./messages.ts";
import { style } from "./style.ts";

const speech =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5Z"/></svg>';
const cross = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9.5 6 6 6-6"/></svg>';

export type Drawn = {
  readonly host: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly badge: HTMLElement;
  readonly panel: HTMLElement;
  readonly wait: HTMLElement;
  readonly ring: HTMLElement;
  readonly said: HTMLElement;
  readonly again: HTMLButtonElement;
  /** `framed`: the page in the frame closes itself. Until then the button stays, even where the panel fills the screen. */
  icon(open: boolean, framed: boolean): void;
  colours(accent: string, dark: boolean): void;
};

function make<Name extends keyof HTMLElementTagNameMap>(
  into: Node,
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  into.appendChild(made);
  return made;
}

/** The button and the empty panel, in a shadow root at the end of the page. */
export function draw(side: "right" | "left"): Drawn {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  // A sheet that a script makes passes a policy of the host's page that allows no inline style.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const panel = make(root, "div", `panel ${side}`);
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.tabIndex = -1;
  const wait = make(panel, "div", "wait");
  const ring = make(wait, "span", "ring");
  const said = make(wait, "p", "");
  said.setAttribute("role", "status");
  const again = make(wait, "button", "");
  const button = make(root, "button", `button ${side}`);
  const picture = make(button, "span", "");
  // Beside the button, whose name says it in words.
  const badge = make(root, "span", `badge ${side}`);
  badge.hidden = true;
  badge.setAttribute("aria-hidden", "true");
  button.type = again.type = "button";
  return {
    host,
    button,
    badge,
    panel,
    wait,
    ring,
    said,
    again,
    icon(open, framed) {
      picture.innerHTML = open ? cross : speech;
      button.classList.toggle("open", open && framed);
    },
    colours(accent, dark) {
      const values = {
        accent,
        "on-accent": inkOn(accent),
        paper: dark ? "#0e1615" : "#fcfaf6",
        ink: dark ? "#f1eee9" : "#142221",
      };
      for (const [name, value] of Object.entries(values))
        host.style.setProperty(`--${name}`, value);
    },
  };
}
