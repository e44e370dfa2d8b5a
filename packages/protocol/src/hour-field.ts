import type { KindField, KindView } from "./kind.ts";

/** The field that says when a case takes place: the instant that opening one asks for. */
export const hourField = ({ fields }: Pick<KindView, "fields">): KindField | undefined =>
  fields.find(({ type, required }) => type === "instant" && required);
