/**
 * A request's address without the token that its query may carry, for a log.
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
  return [...new URLSearchParams(`${name}=`).keys()].some((key) => key.toLowerCase() === "access_token");
}
