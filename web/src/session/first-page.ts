import { useLayoutEffect } from "react";

/*
 * The page of a customer's link comes drawn from the server. It is read, and written in, until the app has drawn the
 * same behind it.
 */

/** Longer than anything takes to appear. */
const settledMs = 1_000;

const drawn = () => document.getElementById("first-page");

type Field = HTMLTextAreaElement | HTMLInputElement;
const fieldsOf = (page: Element): Field[] => [...page.querySelectorAll<Field>("textarea, input")];

/** Whether the server's page is still what is looked at. */
export const isBehindFirstPage = (): boolean => drawn() !== null;

type Receive = (words: string) => void;

/** The app's own fields by their names, once they are there. */
const receivers = new Map<string, Receive>();
/** What was begun to be written before the app was there, until a field takes it. */
const begun = new Map<string, string>();

/** For a field of this name: takes what was begun in the page, as it goes. Returns how to stop. */
export function receiveBegun(name: string, receive: Receive): () => void {
  receivers.set(name, receive);
  const words = begun.get(name);
  begun.delete(name);
  if (words !== undefined) receive(words);
  return () => {
    if (receivers.get(name) === receive) receivers.delete(name);
  };
}

/** For whatever the app shows first, see `takeOver`. */
export function useTakeOver(): void {
  useLayoutEffect(takeOver, []);
}

/** The app stands: what the server drew goes, and whoever writes goes on writing. */
export function takeOver(): void {
  // After the effects of all that is drawn with it: the field has its words by then.
  if (drawn() !== null) queueMicrotask(uncover);
}

function uncover(): void {
  dress();
  leave();
}

/** What is read carries only what it needs of the style; the whole of it came behind, and is put on as the app is drawn. */
export function dress(): void {
  for (const style of document.querySelectorAll<HTMLStyleElement>("style[media=print]"))
    style.media = "all";
}

function leave(): void {
  const page = drawn();
  if (page === null) return;
  const fields = fieldsOf(page);
  const writing = fields.find((field) => field === document.activeElement);
  for (const { name, value } of fields) {
    const receive = receivers.get(name);
    if (value === "") continue;
    if (receive === undefined) begun.set(name, value);
    else receive(value);
  }
  page.remove();
  // What is the same as before does not appear anew. What changes later moves again.
  setTimeout(() => document.documentElement.removeAttribute("data-first-page"), settledMs);
  if (writing !== undefined) goOnIn(writing);
}

/** In the app's own field of that name, at the same place in the same words, else after what was begun. */
function goOnIn(field: Field): void {
  const own = document.querySelector<Field>(`#root [name="${field.name}"]`);
  if (own === null) return;
  own.focus();
  // An address of a letter has no place that one could ask for.
  if (own.selectionStart === null) return;
  const same = own.value === field.value;
  own.setSelectionRange(
    same ? field.selectionStart : own.value.length,
    same ? field.selectionEnd : own.value.length,
  );
}
