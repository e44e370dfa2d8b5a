import { type CannedReply, type CannedReplyInput, RelaisError } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** The canned replies that this person may use, and the verbs for those that they may write. */
export function useReplies() {
  const { http } = useClient();
  const [replies, setReplies] = useState<readonly CannedReply[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);

  const read = useCallback(async () => {
    try {
      setReplies(await http.cannedReplies());
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http]);
  useEffect(() => {
    // What was loaded is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);

  /** True when it is done; what is wrong is said by field. */
  const run = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      setFields({});
      toast(said);
      await read();
      return true;
    } catch (error) {
      setFields((error instanceof RelaisError && error.refusal.fields) || {});
      toast(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    replies,
    failed,
    fields,
    busy,
    again: () => void read(),
    forget: () => setFields({}),
    save: (id: string | null, reply: CannedReplyInput) =>
      run(
        () => (id === null ? http.createReply(reply) : http.changeReply(id, reply)),
        m.canned_saved(),
      ),
    remove: (id: string) => run(() => http.deleteReply(id), m.canned_deleted()),
  };
}
