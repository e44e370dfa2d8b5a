import { Launcher } from "./launcher.ts";

type Call = readonly [name: string, ...rest: unknown[]];
type Relais = {
  (...call: Call): void;
  /** What the page said before this script was there. */
  q?: ArrayLike<unknown>[];
  here?: true;
};

const script = document.currentScript as HTMLScriptElement | null;
const { relais: before } = window as { relais?: Relais };

/** What a page may say, by name. */
function begin({ src, dataset }: HTMLScriptElement): void {
  const launcher = new Launcher(new URL(src).origin, dataset);
  const relais: Relais = (name, ...rest) => launcher.call(name, rest);
  relais.here = true;
  (window as { relais?: Relais }).relais = relais;
  for (const call of before?.q ?? []) relais(...(Array.from(call) as unknown as Call));
}

// A page that holds the script twice has one button.
if (script?.dataset.site !== undefined && before?.here !== true) begin(script);
