import { useLayoutEffect } from "react";

/*
 * The page of a customer's link comes drawn from the server. It is read, and written in, until the app has drawn the
 * same behind it.
 */

/** Longer than anything takes to appear. */
const settledMs = 1_000;

const drawn = () => document.getElementById("first-page");
const fieldOf = (page: Element | null) => page?.querySelector("textarea") ?? null;

/** Whether the server's page is still what is looked at. */
export const isBehindFirstPage = (): boolean => drawn() !== null;

type Receive = (words: string) => void;

/** The app's own field, once it is there. */
let receiver: Receive | null = null;
/** What was begun to be written before the app was there, until a field takes it. */
let begun = "";

/** For the field where one writes: takes what was begun in the page, as it goes. Returns how to stop. */
export function receiveBegun(receive: Receive): () => void {
  receiver = receive;
  if (begun !== "") receive(begun);
  begun = "";
  return () => {
    if (receiver === receive) receiver = null;
  };
}

/** For whatever the app shows first: what the server drew goes, and whoever writes goes on writing. */
export function useTakeOver(): void {
  // After the effects of all that is drawn with it: the field has its words by then.
  useLayoutEffect(() => queueMicrotask(() => void takeOver()), []);
}

async function takeOver(): Promise<void> {
  if (drawn() === null) return;
  const sheets = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet][media=print]");
  await Promise.all([...sheets].map(applied));
  leave();
}

/** The page carries only what it needs of the style; the whole of it came behind. */
async function applied(link: HTMLLinkElement): Promise<void> {
  if (link.sheet === null) {
    await new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
    });
  }
  link.media = "all";
}

function leave(): void {
  const page = drawn();
  if (page === null) return;
  const field = fieldOf(page);
  const writing = field !== null && document.activeElement === field;
  const words = field?.value ?? "";
  if (words !== "" && receiver !== null) receiver(words);
  else begun = words;
  page.remove();
  // What is the same as before does not appear anew. What changes later moves again.
  setTimeout(() => document.documentElement.removeAttribute("data-first-page"), settledMs);
  const own = document.querySelector<HTMLTextAreaElement>("textarea.composer-field");
  if (!writing || own === null) return;
  own.focus();
  // Where both hold the same, the place in it as well; else after what was begun.
  const same = own.value === field.value;
  own.setSelectionRange(
    same ? field.selectionStart : own.value.length,
    same ? field.selectionEnd : own.value.length,
  );
}
