import { type Drawn, draw } from "./draw.ts";
import { type FromFrame, listen, tell, type Theme, type ToFrame } from "./messages.ts";
import { type Language, languageOf, type Words, wordsOf } from "./words.ts";

/** Who somebody is, as the site's server says; null: nobody is signed in. Asked for when it is needed. */
type Identity = string | null | (() => string | null | Promise<string | null>);
type Listener = (detail?: number) => void;

/** How long the frame may take: a slow link needs long for a first opening. */
const patienceMs = 30_000;
/** Once it is loaded its script runs, and asks one thing: a frame that was refused is loaded too, and never says anything. */
const loadedMs = 8_000;
/** The first greeting may come before anybody listens in the frame. Each later one waits twice as long. */
const helloMs = 150;
const usualAccent = { light: "#006460", dark: "#5cc6b9" };

/** The button, the frame once it is wanted, and what page and frame say to each other. */
export class Launcher {
  readonly #origin: string;
  readonly #site: string;
  readonly #accent: string | null;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #listeners = new Map<string, Set<Listener>>();
  #drawn: Drawn | null = null;
  readonly #side: "right" | "left";
  #language: Language;
  #theme: Theme;
  #identity: Identity;
  #frame: HTMLIFrameElement | null = null;
  #stopListening = () => {};
  /** Whether a page has come into the frame: the empty one before it is nobody's, and a browser complains of what it is told. */
  #arrived = false;
  #ready = false;
  /** The server says that the chat does not stand here: no frame of it would be shown. */
  #refused = false;
  #open = false;
  #unread = 0;
  #hello = 0;
  #patience = 0;
  #back: HTMLElement | null = null;

  constructor(origin: string, said: DOMStringMap) {
    this.#origin = origin;
    this.#site = said.site ?? "";
    this.#accent = /^#[0-9a-f]{6}$/i.test(said.accent ?? "") ? (said.accent ?? null) : null;
    this.#side = said.side === "left" ? "left" : "right";
    this.#language = languageOf(said.language);
    this.#theme = themeOf(said.theme);
    this.#identity = said.identity ?? null;
    if (document.body === null) addEventListener("DOMContentLoaded", () => this.#place());
    else this.#place();
  }

  /** What the page says: `relais("open")`. What is unknown is passed over, as a newer page may say more. */
  call(name: string, [first, second]: readonly unknown[]): void {
    switch (name) {
      case "open":
        return this.#show(true);
      case "close":
        return this.#show(false);
      case "toggle":
        return this.#show(!this.#open);
      case "identify":
        this.#identity = typeof first === "function" ? (first as Identity) : text(first);
        if (this.#ready) void this.#vouch();
        return;
      case "language":
        this.#language = languageOf(text(first) ?? undefined);
        this.#tell({ say: "language", language: this.#language });
        return this.#redraw();
      case "theme":
        this.#theme = themeOf(text(first) ?? undefined);
        this.#tell({ say: "theme", theme: this.#theme });
        return this.#redraw();
      case "on":
        if (typeof second !== "function") return;
        this.#heard(String(first)).add(second as Listener);
        return;
      case "off":
        this.#heard(String(first)).delete(second as Listener);
        return;
      case "remove":
        return this.#remove();
    }
  }

  #place(): void {
    const drawn = draw(this.#side);
    this.#drawn = drawn;
    drawn.button.addEventListener("click", () => this.#show(!this.#open));
    drawn.again.addEventListener("click", () => {
      this.#unframe();
      this.#makeFrame();
      this.#redraw();
    });
    drawn.host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open) this.#show(false);
    });
    this.#dark.addEventListener("change", () => this.#redraw());
    document.body.append(drawn.host);
    if (this.#open) this.#show(true);
    else this.#redraw();
    // Whoever wrote here before sees at once what was answered meanwhile.
    if (this.#mark()) setTimeout(() => this.#makeFrame(), 1_500);
  }

  #show(open: boolean): void {
    const changed = this.#open !== open;
    this.#open = open;
    const drawn = this.#drawn;
    // Said while the page was still being read: it opens with its end.
    if (drawn === null) return;
    if (open) {
      if (changed) this.#back = document.activeElement as HTMLElement | null;
      this.#makeFrame();
    }
    drawn.panel.hidden = !open;
    this.#redraw();
    this.#tell({ say: "shown", shown: open });
    if (open) this.#focusInside();
    else if (changed) (this.#back?.isConnected ? this.#back : drawn.button).focus();
    if (!open && changed && document.activeElement === document.body) drawn.button.focus();
    if (changed) this.#emit(open ? "open" : "close");
  }

  /** What is not there yet hears no key: until then the panel does, and Escape closes it. */
  #focusInside(): void {
    (this.#ready ? this.#frame : this.#drawn?.panel)?.focus();
  }

  #makeFrame(): void {
    if (this.#frame !== null || this.#drawn === null) return;
    this.#refused = false;
    void this.#ask();
    const frame = document.createElement("iframe");
    frame.src = `${this.#origin}/embed/${this.#site}`;
    frame.allow = "microphone; camera; geolocation; clipboard-write; autoplay; fullscreen";
    this.#frame = frame;
    this.#stopListening = listen<FromFrame>(
      () => frame.contentWindow,
      [this.#origin],
      (message) => this.#take(message),
    );
    // Whether the frame's own script is there already, only its answer says. While another page is still in it, what is told
    // does not arrive.
    frame.addEventListener("load", () => {
      this.#arrived = true;
      this.#ready = false;
      this.#greet(helloMs);
      this.#expect(loadedMs);
    });
    this.#expect(patienceMs);
    this.#drawn.panel.prepend(frame);
    this.#redraw();
  }

  /** What does not answer by then is said to; it is heard all the same once it does. */
  #expect(withinMs: number): void {
    clearTimeout(this.#patience);
    this.#patience = window.setTimeout(() => {
      if (this.#ready) return;
      this.#patience = 0;
      this.#redraw();
    }, withinMs);
  }

  /** A browser does not say that it refuses a frame: it stays empty. So the server is asked whether it will. */
  async #ask(): Promise<void> {
    const allowed = await allowsPage(this.#origin, this.#site);
    if (allowed || this.#ready || this.#drawn === null) return;
    const focused = document.activeElement === this.#drawn.host;
    this.#unframe();
    this.#refused = true;
    if (this.#open && focused) this.#focusInside();
    this.#redraw();
  }

  #greet(againMs: number): void {
    clearTimeout(this.#hello);
    this.#hello = window.setTimeout(() => this.#greet(againMs * 2), againMs);
    this.#tell({
      say: "hello",
      language: this.#language,
      theme: this.#theme,
      accent: this.#accent,
      vouches: this.#identity !== null,
    });
  }

  #take(message: FromFrame): void {
    switch (message.say) {
      case "ready":
        if (this.#ready) return;
        clearTimeout(this.#hello);
        clearTimeout(this.#patience);
        this.#ready = true;
        this.#tell({ say: "shown", shown: this.#open });
        // Whoever went elsewhere on the page meanwhile stays there.
        if (this.#open && document.activeElement === this.#drawn?.host) this.#focusInside();
        return this.#redraw();
      case "who":
        return void this.#vouch();
      case "unread": {
        const count = Math.max(0, Math.trunc(Number(message.count)) || 0);
        if (count > this.#unread) this.#emit("message", count);
        if (count !== this.#unread) this.#emit("unread", count);
        this.#unread = count;
        return this.#redraw();
      }
      case "close":
        return this.#show(false);
      case "began":
        return this.#keepMark(true);
      case "ended":
        return this.#keepMark(false);
    }
  }

  async #vouch(): Promise<void> {
    let token: string | null = null;
    try {
      token = text(typeof this.#identity === "function" ? await this.#identity() : this.#identity);
    } catch {
      // The site's server did not say: as if nobody were signed in there.
    }
    this.#tell({ say: "identity", token });
  }

  #tell(message: ToFrame): void {
    const window = this.#arrived && this.#frame?.contentWindow;
    if (window) tell(window, this.#origin, message);
  }

  #redraw(): void {
    const drawn = this.#drawn;
    if (drawn === null) return;
    const words: Words = wordsOf(this.#language);
    const { button, badge, panel, wait, ring, said, again } = drawn;
    const dark = this.#theme === "dark" || (this.#theme === "auto" && this.#dark.matches);
    drawn.colours(this.#accent ?? usualAccent[dark ? "dark" : "light"], dark);
    drawn.icon(this.#open, this.#ready);
    const unread = this.#unread > 0 ? ` (${words.unread(this.#unread)})` : "";
    button.setAttribute("aria-label", this.#open ? words.close : words.open + unread);
    button.setAttribute("aria-expanded", String(this.#open));
    panel.setAttribute("aria-label", words.title);
    if (this.#frame !== null) this.#frame.title = words.title;
    badge.hidden = this.#open || this.#unread === 0;
    badge.textContent = this.#unread > 99 ? "99+" : String(this.#unread);
    const failed = this.#frame !== null && this.#patience === 0 && !this.#ready;
    wait.hidden = this.#ready;
    ring.hidden = failed || this.#refused;
    said.textContent = this.#refused ? words.refused : failed ? words.failed : words.opening;
    again.hidden = !failed;
    again.textContent = words.again;
    drawn.host.lang = this.#language;
  }

  #heard(event: string): Set<Listener> {
    let heard = this.#listeners.get(event);
    if (heard === undefined) this.#listeners.set(event, (heard = new Set()));
    return heard;
  }

  #emit(event: string, detail?: number): void {
    for (const listener of this.#heard(event)) listener(detail);
  }

  /** With the host nothing is kept but that the chat was used, after it was. */
  #mark(): boolean {
    try {
      return localStorage.getItem(`relais:${this.#site}`) !== null;
    } catch {
      return false;
    }
  }

  #keepMark(used: boolean): void {
    try {
      if (used) localStorage.setItem(`relais:${this.#site}`, "1");
      else localStorage.removeItem(`relais:${this.#site}`);
    } catch {
      // The host's page keeps nothing: the count comes with the next opening.
    }
  }

  #unframe(): void {
    clearTimeout(this.#hello);
    clearTimeout(this.#patience);
    this.#stopListening();
    this.#frame?.remove();
    this.#frame = null;
    this.#arrived = false;
    this.#ready = false;
  }

  #remove(): void {
    this.#unframe();
    this.#drawn?.host.remove();
    this.#drawn = null;
    this.#open = false;
  }
}

/** Whether the chat of a site stands on this page; what cannot be asked is not refused. */
async function allowsPage(origin: string, site: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/v1/embedded/${site}`, { credentials: "omit" });
    if (answer.status === 404) return false;
    if (!answer.ok) return true;
    const { origins } = (await answer.json()) as { origins: readonly string[] };
    return origins.includes(location.origin);
  } catch {
    return true;
  }
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

const themeOf = (said: string | undefined): Theme =>
  said === "light" || said === "dark" ? said : "auto";
