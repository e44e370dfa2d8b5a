/** Nobody is signed in. */
export const createQuiet = () => () => Promise.resolve(null);
