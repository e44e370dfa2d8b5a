import { m } from "../../catalogue/index.ts";
import { Tick } from "../../design/Tick.tsx";

/** A glimpse of a conversation, made of the real parts. A picture: hidden from readers. */
export function Glimpse() {
  return (
    <div
      aria-hidden="true"
      inert
      className="flex w-full flex-col gap-2 rounded-[20px] bg-paper p-4 text-ink shadow-float select-none"
    >
      <div className="mb-1 rounded-card bg-surface p-4 shadow-lift">
        <p className="flex items-center gap-2 font-semibold text-ochre-ink">
          <span className="size-2.5 rounded-full bg-ochre" />
          {m.glimpse_state()}
        </p>
        <span className="mt-3 flex gap-1">
          <span className="h-1 flex-1 rounded-full bg-brand" />
          <span className="h-1 flex-1 rounded-full bg-brand" />
          <span className="h-1 flex-1 rounded-full bg-ochre" />
          <span className="h-1 flex-1 rounded-full bg-line" />
          <span className="h-1 flex-1 rounded-full bg-line" />
        </span>
      </div>
      <div className="bubble bubble-them text-17" data-first="" data-last="">
        {m.glimpse_first()}
        <span className="bubble-meta">14:28</span>
      </div>
      <div className="bubble bubble-me text-17" data-first="" data-last="">
        {m.glimpse_second()}
        <span className="bubble-meta">
          14:29 <Tick delivery="read" />
        </span>
      </div>
    </div>
  );
}
