import type { Conversation, DisplayedFile, FileAddress } from "@relais/client";
import { useConnection } from "@relais/react";
import { useEffect, useState } from "react";

/** Where a picture is, once the server says; asked for again with every new connection until it does. */
export function useFileAddress(
  conversation: Conversation,
  file: DisplayedFile,
): FileAddress | null {
  const [address, setAddress] = useState<FileAddress | null>(null);
  const connected = useConnection().status === "connected";
  const wanted = file.blob === undefined ? file.id : null;
  const known = address !== null && address.id === wanted;
  useEffect(() => {
    if (wanted === null || known || !connected) return;
    let live = true;
    const ask = async () => {
      const found = await conversation.fileAddress(wanted).catch(() => null);
      if (live) setAddress(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [conversation, wanted, known, connected]);
  return known ? address : null;
}
