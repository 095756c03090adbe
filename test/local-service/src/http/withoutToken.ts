/** What tokens are called in queries: the one to connect with, and the one to recover a lost connection with. */
const names = ["access_token", "awps_reconnection_token"];

/**
 * A request's address without the tokens that its query may carry, for a log.
 *
 * @param url - path and query; escapes stay as they are
 */
export function withoutToken(url: string): string {
  return url.replace(/([?&])([^=&]*)=[^&]*/g, (parameter: string, mark: string, name: string) =>
    namesToken(name) ? `${mark}${name}=***` : parameter,
  );
}

/** Read as the query itself is read, so that an escaped name does not go unnoticed. */
function namesToken(name: string): boolean {
  return [...new URLSearchParams(`${name}=`).keys()].some((key) => names.includes(key.toLowerCase()));
}
