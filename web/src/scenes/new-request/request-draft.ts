import type { Priority } from "@relais/client";
import { countCharacters, type TextRefusal } from "@relais/protocol";
import { m } from "../../catalogue/index.ts";

export type Position = { latitude: number; longitude: number; accuracy: number };

/** What a person has written of a request so far. */
export type RequestDraft = {
  clientId: string;
  title: string;
  description: string;
  address: string;
  priority: Priority;
  position: Position | null;
  /** What the kind asks besides, by the name of the field, as it was written. */
  fields: Record<string, string>;
  /** To whom it is addressed, where it is. */
  assigneeId: string;
  whom: ForWhomDraft;
};

/** For whom the office opens it. */
export type ForWhomDraft = {
  known: boolean;
  customerId: string;
  fullName: string;
  phone: string;
  email: string;
};

/** Unguessable is not needed, unique is; `randomUUID` is absent on plain http. */
const newClientId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

export const emptyDraft = (): RequestDraft => ({
  clientId: newClientId(),
  title: "",
  description: "",
  address: "",
  priority: "normal",
  position: null,
  fields: {},
  assigneeId: "",
  whom: { known: false, customerId: "", fullName: "", phone: "", email: "" },
});

/** What is wrong with a text, said at its field. */
export function textFault(code: TextRefusal, text: string, limit: number): string {
  switch (code) {
    case "text_empty":
      return m.new_title_missing();
    case "text_too_long":
      return m.new_text_too_long({ count: countCharacters(text.trim()) - limit });
    case "text_forbidden_character":
      return m.new_text_forbidden();
  }
}
