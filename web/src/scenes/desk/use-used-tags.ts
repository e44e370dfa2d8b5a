import { useClient } from "@relais/react";
import { useEffect, useState } from "react";

/** The tags that the organization uses; none until they are known. */
export function useUsedTags(): readonly string[] {
  const { http } = useClient();
  const [tags, setTags] = useState<readonly string[]>([]);
  useEffect(() => {
    let live = true;
    // Without an answer one writes it out.
    void http.tags().then(
      (known) => live && setTags(known),
      () => {},
    );
    return () => {
      live = false;
    };
  }, [http]);
  return tags;
}
