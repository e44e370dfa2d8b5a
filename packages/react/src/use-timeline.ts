import { type CaseView, revisionOf, type TimelineView, timelineOf } from "@relais/client";
import { useCallback, useEffect } from "react";
import { useClient } from "./use-client.ts";
import { useConnection } from "./use-connection.ts";
import { useReadable } from "./use-readable.ts";

/**
 * Every change of a case, as far as the viewer may know, the oldest first; live as long as `subject` comes from
 * something that is followed: the list of cases, or a conversation.
 */
export function useTimeline(
  subject: Pick<CaseView, "id" | "revision" | "internal">,
): TimelineView & { again: () => void } {
  const timeline = timelineOf(useClient(), subject.id);
  const revision = revisionOf(subject);
  const { status } = useConnection();
  useEffect(() => timeline.reach(revision), [timeline, revision]);
  // What failed for want of a network is asked for once it is back.
  useEffect(() => {
    if (status === "connected") timeline.again();
  }, [timeline, status]);
  const again = useCallback(() => timeline.again(), [timeline]);
  return { ...useReadable(timeline.view), again };
}
