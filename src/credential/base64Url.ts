/** Base64 for URLs, without padding: RFC 4648 section 5, as RFC 7515 section 2 asks for. */
export function base64Url(bytes: Uint8Array): string {
  let characters = "";
  // One at a time: a token may have more of them than a function may have arguments.
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters)
    .replace(/[+/]/g, (char) => (char === "+" ? "-" : "_"))
    .replace(/=+$/, "");
}
