/** Stands for the endpoint, whatever it is. */
const base = "http://endpoint/path";

/** Where a path leaves the ground that it starts from: dots, a second slash at the beginning. In a query they are text. */
const suspicious = /^(?!\/)|^\/\/|^[^?#]*\/\.{1,2}(?=[/?#]|$)/;

/**
 * A path and query in the form in which they are sent, and signed. A URL parser decides whether they stay below the
 * endpoint: it knows dots in more forms than one would think of (WHATWG URL, section 4.4).
 *
 * @param url - starts with one `/`
 * @returns the same without a fragment or an empty query, percent-encoded where that was left out; nothing for what leads elsewhere
 */
export function belowEndpoint(url: string): string | undefined {
  if (suspicious.test(url)) return undefined;
  // A path, a query or a fragment may hold anything: what cannot be parsed in a URL comes before them.
  const { href } = new URL(base + url);
  // A fragment may be empty, and its sign stands there all the same.
  const withQuery = href.slice(base.length).split("#", 1)[0] as string;
  // Nor is an empty query sent by every `fetch`, and a token is good for what is sent.
  const sent = withQuery.replace(/^([^?]*)\?$/, "$1");
  // A backslash has become a slash by now.
  return href.startsWith(`${base}/`) && !suspicious.test(sent) ? sent : undefined;
}
