/** The push services of the browsers that there are. */
const services =
  /^(?:fcm\.googleapis\.com|jmt17\.google\.com|updates\.push\.services\.mozilla\.com|(?:.+\.)?push\.apple\.com|.+\.notify\.windows\.com)$/;

/** Whether this is the address of a push service: of a known browser over https, or one that the operator named. */
export function isPushService(endpoint: string, allowed: ReadonlySet<string> = new Set()): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.username !== "" || url.password !== "") return false;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (/^https?:$/.test(url.protocol) && allowed.has(`${url.hostname}:${port}`)) return true;
  return url.protocol === "https:" && url.port === "" && services.test(url.hostname);
}
