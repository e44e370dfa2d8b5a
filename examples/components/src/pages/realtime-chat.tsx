import { RealtimeChat } from "@relais/react/claims";
import { look } from "../look.ts";

/** The conversations of the claims API that one may read. */
export function RealtimeChatPage() {
  return <RealtimeChat {...look} />;
}
