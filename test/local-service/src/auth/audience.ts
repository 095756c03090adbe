/**
 * Whether an audience covers an address. The service is generous: letter case, the scheme among http, https, ws and wss,
 * percent-encoding, a query and a deeper path in the audience do not count; another host or path does
 * (`Azure/azure-webpubsub`, tools/emulator, its tests of REST authentication).
 *
 * @param audience - what a token claims to be for
 * @param address - host and path, without scheme and query
 */
export function isMeantFor(audience: string, address: string): boolean {
  const match = /^(?:https?|wss?):\/\/(.*)$/is.exec(audience);
  if (match === null) return false;
  const claimed = (match[1] as string).toLowerCase();
  const wanted = address.toLowerCase();
  return covers(claimed, wanted) || covers(decode(claimed), decode(wanted));
}

function covers(claimed: string, wanted: string): boolean {
  return claimed.startsWith(wanted) && /^($|[/?])/.test(claimed.slice(wanted.length));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
