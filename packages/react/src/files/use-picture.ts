import type { Conversation, DisplayedFile } from "@relais/client";
import { useConnection } from "../use-connection.ts";
import { useEffect, useState } from "react";

type Found = { id: string; picture: Blob };

/** The small form of a picture: kept on this device once seen; else asked for, with every new connection. */
export function usePicture(
  conversation: Pick<Conversation, "picture">,
  file: Pick<DisplayedFile, "id" | "blob">,
): Blob | null {
  const [found, setFound] = useState<Found | null>(null);
  const connected = useConnection().status === "connected";
  const wanted = file.blob === undefined ? file.id : null;
  const known = found !== null && found.id === wanted;
  useEffect(() => {
    if (wanted === null || known) return;
    let live = true;
    const ask = async () => {
      const picture = await conversation.picture(wanted).catch(() => null);
      if (live && picture !== null) setFound({ id: wanted, picture });
    };
    void ask();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new connection is a new chance
  }, [conversation, wanted, known, connected]);
  return file.blob ?? (known ? found.picture : null);
}
