import { generate } from "selfsigned";

/** A key and the certificate that belongs to it, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a certificate that signs itself, good for a day. Made anew each time, so that no private key lies in the repository.
 *
 * @param names - the hosts that it is for: DNS names and IPv4 addresses
 */
export async function makeCertificate(names: readonly string[] = ["localhost", "127.0.0.1"]): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: names[0] ?? "" }], {
    algorithm: "sha256",
    keyType: "ec",
    notAfterDate: new Date(Date.now() + 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      {
        name: "subjectAltName",
        altNames: names.map((name) =>
          /^[\d.]+$/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
        ),
      },
    ],
  });
  return { key, cert };
}
