/*
 * The app's components ask the browser what it is. On the server there is none: the build of the first page puts
 * these in its place, in its own code only. What they say is what a phone says that has just come.
 */

const nothing = () => {};

/** Where a width decides what is drawn, both are, and the style shows one of them. */
export const matchMedia = () => ({
  matches: false,
  addEventListener: nothing,
  removeEventListener: nothing,
});

export const location = { pathname: "/suivi", search: "", hash: "", href: "/suivi", origin: "" };

export const history = { state: null };

export const localStorage = { getItem: () => null, setItem: nothing, removeItem: nothing };

export const navigator = { onLine: true, languages: [], mediaDevices: {} };

export const document = {
  visibilityState: "hidden",
  hasFocus: () => false,
  addEventListener: nothing,
  removeEventListener: nothing,
  getElementById: () => null,
  documentElement: { lang: "", dataset: {} },
};

export const addEventListener = nothing;
export const removeEventListener = nothing;

/** Nearly every browser records; where one does not, the button changes as the app comes. */
export const MediaRecorder = nothing;

export const window = { addEventListener: nothing, removeEventListener: nothing, location };
