/** The guide's own few lines of style, in the colours of the product, light and dark. */
export const guideStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fcfaf6, #0e1615);
  --ink: light-dark(#142221, #e8efed);
  --quiet: light-dark(#4c5c5a, #a9b8b5);
  --line: light-dark(#e0ded8, #2a3735);
  --brand: light-dark(#006460, #6fd3c9);
}
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto;
  max-width: 44rem;
  padding: 1.25rem 1rem 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--brand); }
.top { display: flex; justify-content: space-between; font-size: 0.9375rem; }
.top a, .contents a { display: inline-block; padding-block: 0.625rem; }
.contents { border-block: 1px solid var(--line); margin-block: 1.5rem; }
summary { cursor: pointer; font-weight: 500; padding-block: 0.75rem; }
.contents ul { list-style: none; margin: 0; padding: 0; columns: 17rem 2; column-gap: 2rem; }
.contents li { break-inside: avoid; line-height: 1.35; }
h1 { font-size: 1.75rem; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin-top: 2.5rem; clear: both; text-wrap: balance; }
table { border-collapse: collapse; width: 100%; clear: both; }
th, td { border-bottom: 1px solid var(--line); padding: 0.5rem 0.5rem 0.5rem 0; text-align: start; vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
figure { margin: 1.25rem auto; max-width: 15rem; }
figure.wide { max-width: none; clear: both; }
figure img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 1rem; }
figure.wide img { border-radius: 0.5rem; }
figcaption { color: var(--quiet); font-size: 0.875rem; line-height: 1.4; margin-top: 0.5rem; }
@media (min-width: 40rem) {
  figure { float: inline-end; clear: inline-end; width: 13rem; margin: 0.25rem 0 1.25rem 2rem; }
  figure.wide { float: none; width: auto; margin: 1.25rem 0; }
  ul, ol { overflow: hidden; }
}
`;
