import { options } from "preact";
import { Component, type ReactNode, useContext } from "preact/compat";

/*
 * What comes later in the app is not waited for on the server: its place is drawn.
 */

// @ts-expect-error -- its types tell of one object, for older module systems; the module itself has names
export * from "preact/compat";

// Lets a component hear on the server that something below it cannot be drawn.
(options as { errorBoundaries?: boolean }).errorBoundaries = true;

const later = Symbol("comes later");

export function lazy(): () => never {
  return () => {
    throw later;
  };
}

/** `use` looks for what only a browser's renderer keeps; we read nothing with it but contexts. */
export const use = useContext;

type SuspenseProps = { fallback?: ReactNode; children: ReactNode };

export class Suspense extends Component<SuspenseProps, { missing: boolean }> {
  override state = { missing: false };

  static override getDerivedStateFromError(error: unknown): { missing: boolean } {
    if (error !== later) throw error;
    return { missing: true };
  }

  override render(): ReactNode {
    return this.state.missing ? this.props.fallback : this.props.children;
  }
}
