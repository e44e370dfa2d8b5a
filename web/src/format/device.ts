/** The first that fits, because most browsers also claim to be the others. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\b(?:OPR|Opera Mini)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string, "phone" | "desk"])[] = [
  [/\biPhone\b/, "iPhone", "phone"],
  [/\biPad\b/, "iPad", "phone"],
  [/\bAndroid\b/, "Android", "phone"],
  [/\bCrOS\b/, "ChromeOS", "desk"],
  [/\bWindows\b/, "Windows", "desk"],
  [/\bMacintosh\b/, "Mac", "desk"],
  [/\bLinux\b/, "Linux", "desk"],
];

export type DeviceName = {
  /** « Chrome · Android »; null when it said nothing that we know. */
  name: string | null;
  shape: "phone" | "desk";
};

/** What a `User-Agent` says of a device, as a person would name it. */
export function deviceName(client: string | null): DeviceName {
  const browser = browsers.find(([pattern]) => pattern.test(client ?? ""))?.[1];
  const system = systems.find(([pattern]) => pattern.test(client ?? ""));
  const parts = [browser, system?.[1]].filter((part) => part !== undefined);
  return { name: parts.length > 0 ? parts.join(" · ") : null, shape: system?.[2] ?? "desk" };
}
