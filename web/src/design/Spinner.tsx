/** For a button that works. Never for a screen: screens have skeletons. */
export function Spinner() {
  return (
    <svg viewBox="0 0 20 20" className="turning size-4.5" aria-hidden="true">
      <circle
        cx="10"
        cy="10"
        r="8"
        fill="none"
        stroke="currentcolor"
        strokeWidth="2.2"
        opacity=".3"
      />
      <path
        d="M10 2a8 8 0 0 1 8 8"
        fill="none"
        stroke="currentcolor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
