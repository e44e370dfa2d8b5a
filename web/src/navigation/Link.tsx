import type { ComponentProps } from "react";
import { Link as PlainLink } from "wouter";
import type { Place } from "./place.ts";

type LinkProps = Omit<ComponentProps<"a">, "href"> & {
  /** An address of the app. */
  to: string;
  state?: Place;
  replace?: boolean;
};

/** Leads to another page of the app without loading it anew. */
export function Link(props: LinkProps) {
  return <PlainLink {...props} />;
}
