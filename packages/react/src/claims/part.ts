import {
  type Part as AnyPart,
  type PartProps,
  type Say as AnySay,
  usePart as useAnyPart,
} from "../part.ts";
import { catalogue, type WordKey } from "./words.ts";

export type { PartProps } from "../part.ts";
export type Part = AnyPart<WordKey>;
export type Say = AnySay<WordKey>;

/** The frame of a component of the claims API, and its words. */
export const usePart = (name: string, props: PartProps): Part => useAnyPart(name, catalogue, props);
