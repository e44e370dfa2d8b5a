/** Keeps Node from calling something experimental that we use knowingly, and test. */
export function hushWarning(pattern) {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!pattern.test(String(warning))) emitWarning.call(process, warning, ...rest);
  };
}
