/** Base64 for URLs, without padding: RFC 4648 section 5, as RFC 7515 section 2 asks for. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/[+/]/g, (char) => (char === "+" ? "-" : "_"))
    .replace(/=+$/, "");
}
