/** What neither an error nor a log may repeat, and what stays of it. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer)\s+["']?[^\s"'<>,;\\]+/gi, "$1 REDACTED"],
  [
    /\b(access_?token|access_?key|shared_?access_?key|client_?secret|awps_reconnection_token|sig)(["']?\s*[=:]\s*["']?)[^\s"'<>&;,\\]+/gi,
    "$1$2REDACTED",
  ],
  [/("(?:(?:set-)?cookie|password|passphrase)":\s*")[^"]*/gi, "$1REDACTED"],
  // A JSON Web Token, or the beginning of one: the base64url of `{"`, and what follows (RFC 7519).
  [/\beyJ[\w-]{4,}(?:\.[\w-]*)*/g, "REDACTED"],
];

/** A text with tokens, keys and passwords masked, as far as they can be known by how they look or what stands before them. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((masked, [pattern, rest]) => masked.replace(pattern, rest), text);
}
