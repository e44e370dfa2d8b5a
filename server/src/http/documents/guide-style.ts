/** The guide's own few lines of style, in the colours of the product, light and dark. */
export const guideStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fcfaf6, #0e1615);
  --ink: light-dark(#142221, #e8efed);
  --quiet: light-dark(#4c5c5a, #a9b8b5);
  --line: light-dark(#e0ded8, #2a3735);
  --brand: light-dark(#006460, #6fd3c9);
}
body {
  margin: 0 auto;
  max-width: 40rem;
  padding: 1.25rem 1rem 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif;
}
nav { display: flex; justify-content: space-between; font-size: 0.9375rem; }
a { color: var(--brand); display: inline-block; padding-block: 0.625rem; }
h1 { font-size: 1.75rem; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.1875rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.5rem 0.5rem 0.5rem 0; text-align: start; vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
`;
