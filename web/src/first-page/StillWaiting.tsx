import { m } from "../catalogue/index.ts";

/**
 * In a page that the server drew: what to do when the app does not come. Where scripts are off it says so at
 * once; else the style brings it when the wait has become long (`document.ts`). It goes with the page.
 */
export function StillWaiting({ late, off }: { late: string; off: string }) {
  return (
    <>
      <p className={`scripts-off ${notice}`}>{off}</p>
      <output className={`still-waiting ${notice}`}>
        <span className="min-w-0 flex-1 text-pretty">{late}</span>
        {/* The page itself, whatever its address: no script is there that could load it again. */}
        {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid */}
        <a
          href=""
          className="inline-flex min-h-11 shrink-0 items-center rounded-control px-3 font-semibold text-brand"
        >
          {m.action_reload()}
        </a>
      </output>
    </>
  );
}

const notice =
  "flex min-h-13 shrink-0 items-center gap-2 border-t border-line bg-brand-soft py-1 ps-4 pe-2 text-15 text-ink tablet:ps-5";
