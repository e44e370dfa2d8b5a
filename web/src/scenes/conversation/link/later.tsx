import type { LinkPreview } from "@relais/client";
import { lazy } from "react";
import { cardShape } from "./card-shape.ts";

/** Loaded with the first message that has a card. */
export const LinkCard = lazy(async () => {
  const { LinkCard: component } = await import("./LinkCard.tsx");
  return { default: component };
});

/** As large as the card will be. */
export function CardPlace({ preview }: { preview: LinkPreview }) {
  const shape = cardShape(preview);
  return (
    <div className="-mx-1.5 my-1 w-72 max-w-[calc(100%+0.75rem)] rounded-[12px] bg-paper/70">
      {shape.kind === "above" && <div style={{ aspectRatio: shape.ratio }} />}
      <div className="h-17" />
    </div>
  );
}
