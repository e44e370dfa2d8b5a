/** Whether this was chosen on this device. Where nothing may be kept it was not. */
export function isRemembered(key: string): boolean {
  try {
    return localStorage.getItem(key) === "1";
  } catch {
    return false;
  }
}

/** Keeps a choice on this device; where nothing may be kept it lasts as long as the page. */
export function remember(key: string, chosen: boolean): void {
  try {
    localStorage.setItem(key, chosen ? "1" : "0");
  } catch {
    // It lasts as long as the page.
  }
}
