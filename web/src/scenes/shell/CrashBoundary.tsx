import { Component, type ReactNode } from "react";
import { Crash } from "./Crash.tsx";

type CrashBoundaryProps = {
  /** What is shown is tried again when this changes. */
  place: string;
  children: ReactNode;
};

/** Shows a page whose code failed as such, instead of nothing; another page is tried again. */
export class CrashBoundary extends Component<CrashBoundaryProps, { failedAt: string | null }> {
  override state = { failedAt: null as string | null };

  override componentDidCatch(): void {
    this.setState({ failedAt: this.props.place });
  }

  override render(): ReactNode {
    return this.state.failedAt === this.props.place ? <Crash /> : this.props.children;
  }
}
