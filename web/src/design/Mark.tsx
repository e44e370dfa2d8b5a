/** The mark: a bubble with its tail corner; inside, the way from who asks to who comes. */
export function Mark({ size = 40 }: { size?: number }) {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" className="shrink-0">
      <path
        className="fill-brand"
        d="M14 3h20a11 11 0 0 1 11 11v20a11 11 0 0 1-11 11H8a5 5 0 0 1-5-5V14A11 11 0 0 1 14 3Z"
      />
      <g className="stroke-on-brand" fill="none" strokeLinecap="round">
        <path strokeWidth="3.4" d="M19.5 32H21a6 6 0 0 0 6-6v-4a6 6 0 0 1 6-6" />
        <circle strokeWidth="3.2" cx="15" cy="32" r="3.6" />
      </g>
      <circle className="fill-on-brand" cx="33" cy="16" r="5.2" />
    </svg>
  );
}
