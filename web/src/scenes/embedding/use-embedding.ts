import type { ChangeEmbedding, EmbeddingView, NewIdentityKey } from "@relais/protocol";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { explain, refusalIn } from "../../session/refusal.ts";

/** How the chat stands on the organization's sites, and what an admin does about it. */
export function useEmbedding() {
  const { http } = useClient();
  const [embedding, setEmbedding] = useState<EmbeddingView | null>(null);
  /** Told once: gone with the page. */
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [fields, setFields] = useState<Record<string, string>>({});

  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    setFields({});
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(explain(error));
      setFields(refusalIn(error)?.fields ?? {});
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const load = useCallback(
    () => run(async () => setEmbedding(await http.call<EmbeddingView>({ path: "/v1/embedding" }))),
    [http, run],
  );
  useEffect(() => {
    const ask = async () => load();
    void ask();
  }, [load]);

  return {
    embedding,
    secret,
    busy,
    problem,
    fields,
    load,
    save: (wanted: ChangeEmbedding) =>
      run(async () =>
        setEmbedding(
          await http.call<EmbeddingView>({ method: "PUT", path: "/v1/embedding", body: wanted }),
        ),
      ),
    addKey: (public_key?: string) =>
      run(async () => {
        const body = public_key === undefined ? {} : { public_key };
        const made = await http.call<NewIdentityKey>({ path: "/v1/embedding/keys", body });
        setEmbedding(made.embedding);
        setSecret(made.secret);
      }),
    removeKey: (id: string) =>
      run(async () =>
        setEmbedding(
          await http.call<EmbeddingView>({ method: "DELETE", path: `/v1/embedding/keys/${id}` }),
        ),
      ),
  };
}
