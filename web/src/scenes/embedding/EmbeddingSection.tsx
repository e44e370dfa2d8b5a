import type { EmbeddingView } from "@relais/protocol";
import { CloudOff, RotateCw } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { useMe } from "../../session/me.ts";
import { Panel } from "../admin/Panel.tsx";
import { Keys } from "./Keys.tsx";
import { SiteForm } from "./SiteForm.tsx";
import { CopyText } from "./CopyText.tsx";
import { useEmbedding } from "./use-embedding.ts";

/** `/admin/embedding`: where an admin puts the chat on the organization's own site. */
export function EmbeddingSection() {
  return (
    <Panel title={m.site_title()} text={m.site_intro()}>
      <Embedding />
    </Panel>
  );
}

function Embedding() {
  const { organization } = useMe();
  const control = useEmbedding();
  const { embedding, problem } = control;
  if (embedding === null) {
    return problem === null ? (
      <p className="grid min-h-40 place-items-center text-ink-2">
        <Spinner />
      </p>
    ) : (
      <EmptyState icon={CloudOff} title={m.site_title()} text={problem}>
        <Button wide onClick={() => void control.load()}>
          <RotateCw size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.action_retry()}
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <SiteForm key={embedding.site} embedding={embedding} control={control} />
      {embedding.enabled && (
        <section className="flex flex-col gap-3">
          <h3 className="text-17">{m.site_script()}</h3>
          <p className="text-15 text-pretty text-ink-2">{m.site_script_text()}</p>
          <CopyText
            text={scriptOf(embedding, organization.accent?.light.brand ?? null)}
            label={m.site_script_copy()}
          />
        </section>
      )}
      <Keys embedding={embedding} control={control} />
    </>
  );
}

/**
 * The one line for the site. Side and colour, its own or the organization's, stand in it: nothing is asked for before
 * the chat is opened.
 */
function scriptOf({ site, accent, side }: EmbeddingView, own: string | null): string {
  const colour = accent ?? own;
  const looks = [
    ...(colour === null ? [] : [` data-accent="${colour}"`]),
    ...(side === "left" ? [' data-side="left"'] : []),
  ];
  return `<script async src="${location.origin}/embed.js" data-site="${site}"${looks.join("")}></script>`;
}
