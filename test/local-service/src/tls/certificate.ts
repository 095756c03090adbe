import { isIP } from "node:net";

/** What a service speaks TLS with, both as PEM. */
export interface Certificate {
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
}

/** How long a certificate is good that is made for one run, in milliseconds: 30 days. */
const lifetime = 2_592_000_000;

/**
 * Makes a certificate that signs itself, for one run of the service: no private key is kept anywhere.
 *
 * @param names - the DNS names and addresses that it is for
 */
export async function makeCertificate(names: readonly string[]): Promise<{ key: string; cert: string }> {
  // Loaded here, because few services need it and it is the largest part of the package.
  const { generate } = await import("selfsigned");
  const { private: key, cert } = await generate([{ name: "commonName", value: "web-pubsub-local" }], {
    algorithm: "sha256",
    keyType: "ec",
    notAfterDate: new Date(Date.now() + lifetime),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      {
        name: "subjectAltName",
        altNames: names.map((name) =>
          isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
        ),
      },
    ],
  });
  return { key, cert };
}
