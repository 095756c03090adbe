import { createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { createSecureContext } from "node:tls";
import { kindOf } from "../kindOf.js";
import type { Certificate } from "./certificate.js";

/** A part as the functions of Node.js take it: bytes of another realm are no bytes to them. */
export const asPem = (part: string | Uint8Array): string | Buffer =>
  typeof part === "string" ? part : Buffer.from(part);

/**
 * Tries a key and a certificate before anything listens with them, where TLS would tell of a wrong one in words that name
 * neither.
 *
 * @throws TypeError that says which of the two is wrong and what was expected, and nothing of what is in them
 */
export function checkCertificate({ key, cert }: Certificate): void {
  const privateKey = read("key", key, "a private key without a passphrase", createPrivateKey);
  const certificate = read("cert", cert, "a certificate", (pem) => new X509Certificate(pem));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new TypeError(
      `"https.key" must be the private key of "https.cert", whose first certificate is that of the service. ` +
        `Received a key of type ${privateKey.asymmetricKeyType} that belongs to another.`,
    );
  }
  try {
    createSecureContext({ key: asPem(key), cert: asPem(cert) });
  } catch (cause) {
    // Such as a key that is too short, or what follows the first certificate; what is said of it repeats neither.
    const said = cause instanceof Error ? cause.message : "";
    throw new TypeError(`"https" must be a key and a certificate that TLS takes. It says: ${said}.`, { cause });
  }
}

function read<Part extends KeyObject | X509Certificate>(
  name: "key" | "cert",
  part: unknown,
  what: string,
  parse: (pem: string | Buffer) => Part,
): Part {
  const isPart = typeof part === "string" || part instanceof Uint8Array;
  const wrong = (received: string) => new TypeError(`"https.${name}" must be ${what}, as PEM. Received ${received}.`);
  if (!isPart) throw wrong(kindOf(part));
  const pem = asPem(part as string | Uint8Array);
  const labels = [...String(pem).matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----/g)].map(([, label]) => label);
  if (labels.length === 0) throw wrong(`${typeof part === "string" ? "a text" : "bytes"} without "-----BEGIN "`);
  try {
    return parse(pem);
  } catch {
    // Without a cause: what it says is about the parser, and may show what was parsed.
    throw wrong(`PEM with ${labels.join(", ")} that cannot be read as one`);
  }
}
