import type { Conversation, DisplayedFile } from "@relais/client";
import { heard } from "./played.ts";

export const rates = [1, 1.5, 2] as const;
export type Rate = (typeof rates)[number];

export type Playing = {
  /** Of the file that is played; null: none is. */
  key: string | null;
  status: "loading" | "playing" | "paused" | "failed";
  /** Seconds. */
  at: number;
};

/** Sounds up to this size are fetched whole: then they can be heard again without a network. */
const wholeBytes = 1_000_000;
/** So many of them are kept while the page lives. */
const keptSounds = 30;
const rateKey = "relais:voice:rate";

const nothing: Playing = { key: null, status: "paused", at: 0 };

/** The one sound of the page: whatever begins ends what was heard before. */
class Player {
  #state = nothing;
  #rate: Rate = readRate();
  #audio: HTMLAudioElement | null = null;
  #sound: { file: DisplayedFile; conversation: Conversation | null } | null = null;
  #url: string | null = null;
  /** The element has the sound whose state this is. */
  #ready = false;
  /** Counts what was asked for: an answer that comes too late is not heard. */
  #turn = 0;
  readonly #kept = new Map<string, Blob>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): Playing => this.#state;
  readonly rate = (): Rate => this.#rate;

  /** Plays a voice note, or goes on with it. `conversation` knows where it is, and what follows it. */
  play(file: DisplayedFile, conversation: Conversation | null): void {
    if (this.#state.key === file.key && this.#ready && this.#state.status === "paused") {
      void this.#start(this.#turn);
      return;
    }
    const from = this.#state.key === file.key ? this.#state.at : 0;
    // Within the touch: Safari lets an element sound later only if it was asked now.
    this.#element().load();
    void this.#open(file, conversation, from, true);
  }

  pause(): void {
    this.#audio?.pause();
    this.#change({ status: "paused" });
  }

  stop(): void {
    this.#turn += 1;
    this.#release();
    this.#sound = null;
    this.#set(nothing);
  }

  /** Goes to a moment; a note that is not open is opened there, without a sound. */
  seek(file: DisplayedFile, conversation: Conversation | null, at: number): void {
    if (this.#state.key !== file.key) return void this.#open(file, conversation, at, false);
    if (this.#audio && this.#ready) this.#audio.currentTime = at;
    this.#change({ at });
  }

  nextRate(): void {
    this.#rate = rates[(rates.indexOf(this.#rate) + 1) % rates.length] ?? 1;
    if (this.#audio) this.#audio.playbackRate = this.#rate;
    try {
      localStorage.setItem(rateKey, String(this.#rate));
    } catch {
      // Storage refuses: as long as the page lives.
    }
    this.#tell();
  }

  async #open(
    file: DisplayedFile,
    conversation: Conversation | null,
    at: number,
    aloud: boolean,
  ): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#release();
    this.#sound = { file, conversation };
    this.#set({ key: file.key, status: aloud ? "loading" : "paused", at });
    const sources = await this.#sources(file, conversation, turn).catch(() => []);
    if (turn !== this.#turn) return;
    await this.#try(sources, turn, aloud);
  }

  /** Where the sound is: on this device, or behind one address and another for what cannot play the first. */
  async #sources(
    file: DisplayedFile,
    conversation: Conversation | null,
    turn: number,
  ): Promise<string[]> {
    const kept = file.blob ?? this.#kept.get(file.id ?? "");
    if (kept !== undefined) return [this.#hold(kept)];
    if (file.id === null || conversation === null) return [];
    const found = await conversation.fileAddress(file.id);
    if (found === null) return [];
    const { address, aac } = found;
    const forms = aac === null ? [address] : playsOpus() ? [address, aac] : [aac];
    const [first] = forms;
    if (first === undefined || file.bytes > wholeBytes) return forms;
    const answer = await fetch(first);
    if (!answer.ok) return forms;
    const blob = await answer.blob();
    this.#keep(file.id, blob);
    return turn === this.#turn ? [this.#hold(blob), ...forms.slice(1)] : [];
  }

  async #try(sources: readonly string[], turn: number, aloud: boolean): Promise<void> {
    const [source, ...others] = sources;
    if (source === undefined) return this.#change({ status: "failed" });
    const audio = this.#element();
    audio.src = source;
    audio.playbackRate = this.#rate;
    const opened = await new Promise<boolean>((resolve) => {
      audio.addEventListener("loadedmetadata", () => resolve(true), { once: true });
      audio.addEventListener("error", () => resolve(false), { once: true });
    });
    if (turn !== this.#turn) return;
    if (!opened) return this.#try(others, turn, aloud);
    audio.playbackRate = this.#rate;
    this.#ready = true;
    // One may have gone elsewhere in it meanwhile.
    if (this.#state.at > 0) audio.currentTime = this.#state.at;
    if (aloud) await this.#start(turn);
  }

  async #start(turn: number): Promise<void> {
    try {
      await this.#audio?.play();
      if (turn !== this.#turn) return;
      this.#change({ status: "playing" });
      const id = this.#sound?.file.id;
      if (id) heard.add(id);
    } catch {
      // The browser wants another touch first.
      if (turn === this.#turn) this.#change({ status: "paused" });
    }
  }

  #element(): HTMLAudioElement {
    if (this.#audio !== null) return this.#audio;
    const audio = new Audio();
    audio.preload = "auto";
    audio.addEventListener("timeupdate", () => {
      if (this.#ready) this.#change({ at: audio.currentTime });
    });
    // A call, or another program, took the sound away.
    audio.addEventListener("pause", () => {
      if (this.#state.status === "playing") this.#change({ status: "paused" });
    });
    audio.addEventListener("ended", () => this.#ended());
    audio.addEventListener("error", () => {
      if (this.#state.status === "playing") this.#change({ status: "failed" });
    });
    this.#audio = audio;
    return audio;
  }

  #ended(): void {
    const sound = this.#sound;
    const next = sound?.conversation && nextVoice(sound.conversation, sound.file);
    if (next) void this.#open(next, sound.conversation, 0, true);
    else this.stop();
  }

  #keep(id: string, blob: Blob): void {
    this.#kept.set(id, blob);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptSounds && oldest !== undefined) this.#kept.delete(oldest);
  }

  #hold(blob: Blob): string {
    this.#url = URL.createObjectURL(blob);
    return this.#url;
  }

  #release(): void {
    this.#ready = false;
    this.#audio?.pause();
    this.#audio?.removeAttribute("src");
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
  }

  #change(change: Partial<Playing>): void {
    if (this.#state.key !== null) this.#set({ ...this.#state, ...change });
  }

  #set(state: Playing): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const player = new Player();

/** The voice note right after this one; words, or a photo, between them end the row. */
export function nextVoice(conversation: Conversation, file: DisplayedFile): DisplayedFile | null {
  const messages = conversation.view.get().messages.filter(({ kind }) => kind !== "system");
  const index = messages.findIndex(({ files }) => files?.some(({ id }) => id === file.id));
  const next = index < 0 ? undefined : messages[index + 1]?.files?.[0];
  return next?.voice === undefined ? null : next;
}

function playsOpus(): boolean {
  return new Audio().canPlayType('audio/mp4; codecs="opus"') !== "";
}

function readRate(): Rate {
  try {
    return rates.find((rate) => String(rate) === localStorage.getItem(rateKey)) ?? 1;
  } catch {
    return 1;
  }
}
