import { readFileSync } from "node:fs";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { networkInterfaces } from "node:os";
import { connect as connectTls } from "node:tls";
import { once } from "node:events";
import { inspect } from "node:util";
import { WebSocket } from "ws";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { startLocalService } from "../src/index.js";
import type { LocalService } from "../src/index.js";
import { makeCertificate } from "../src/tls/certificate.js";
import { closeAfterTest, connect, service, token } from "./support.js";

/** A published client that signs in with tokens, and trusts the service's certificate. */
const entra = ({ endpoint, tokenCredential, certificate }: LocalService): WebPubSubServiceClient =>
  new WebPubSubServiceClient(endpoint, tokenCredential, "chat", { tlsOptions: { ca: certificate } });

async function socket({ endpoint, certificate }: LocalService, url: string): Promise<WebSocket> {
  const one = new WebSocket(url, ["json.webpubsub.azure.v1"], { ca: certificate });
  closeAfterTest({ close: () => one.terminate() });
  await once(one, "message");
  expect(endpoint).toMatch(/^https:/);
  return one;
}

describe("over https", () => {
  test("the published client sends with tokens of Microsoft Entra, and clients get them", async () => {
    const local = await service({ https: true });
    const client = entra(local);
    const { url } = await client.getClientAccessToken({ userId: "ada", groups: ["news"] });
    expect(url).toMatch(/^wss:/);
    const reader = await socket(local, url);
    const received = once(reader, "message");
    await client.group("news").sendToAll({ text: "hello" });
    expect(JSON.parse(String((await received)[0]))).toMatchObject({ group: "news", data: { text: "hello" } });
    expect(await client.userExists("ada")).toBe(true);
  });

  test("and with the key", async () => {
    const local = await service({ https: true });
    expect(local.connectionString).toMatch(/^Endpoint=https:\/\/127\.0\.0\.1:\d+;/);
    const client = new WebPubSubServiceClient(local.connectionString, "chat", {
      tlsOptions: { ca: local.certificate },
    });
    expect(await client.userExists("nobody")).toBe(false);
    await client.sendToAll("hello", { contentType: "text/plain" });
    expect(local.control.requests).toHaveLength(2);
  });

  test("a client that does not know the certificate sends nothing", async () => {
    const local = await service({ https: true });
    const client = new WebPubSubServiceClient(local.connectionString, "chat", { retryOptions: { maxRetries: 0 } });
    await expect(client.userExists("ada")).rejects.toThrow(/self.signed/i);
    expect(local.control.requests).toEqual([]);
  });

  test("pages are links to https", async () => {
    const local = await service({ https: true });
    const client = entra(local);
    for (let count = 0; count < 2; count += 1) {
      const { url } = await client.getClientAccessToken({ groups: ["news"] });
      await socket(local, url);
    }
    const pages = await client.group("news").listConnections({ maxPageSize: 1 });
    const listed: string[] = [];
    for await (const { connectionId } of pages) listed.push(connectionId);
    expect(new Set(listed).size).toBe(2);
  });

  test("a key and a certificate of one's own are used", async () => {
    const own = await makeCertificate(["localhost", "127.0.0.1"]);
    const local = await service({ https: { key: Buffer.from(own.key), cert: own.cert } });
    expect(local.certificate).toBeUndefined();
    const client = new WebPubSubServiceClient(local.connectionString, "chat", { tlsOptions: { ca: own.cert } });
    expect(await client.userExists("nobody")).toBe(false);
  });

  test("many requests whose offer of another protocol is ignored are answered", async () => {
    const local = await service({ https: true });
    const port = Number(new URL(local.endpoint).port);
    const raw = connectTls({ port, host: "127.0.0.1", ca: local.certificate });
    closeAfterTest({ close: () => raw.destroy() });
    const head = (more: string) =>
      `HEAD /api/health HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: ${more}\r\n\r\n`;
    raw.write(head("Upgrade").repeat(9) + head("Upgrade, close"));
    let answers = "";
    raw.on("data", (data) => (answers += String(data)));
    await once(raw, "end");
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(10);
  });

  test("closing leaves nothing open", async () => {
    const local = await startLocalService({ https: true });
    const url = `${local.endpoint}/client/hubs/chat`;
    const one = await socket(local, `${url.replace("http", "ws")}?access_token=${await token(url)}`);
    const closed = once(one, "close");
    await local.close();
    expect((await closed)[0]).toBe(1001);
  });
});

test.each([[1], ["yes"], [[]], [null]])("https cannot be %j", async (https) => {
  await expect(startLocalService({ https } as never)).rejects.toThrow(/^"https" must be true, false or an object/);
});

describe("a key and a certificate of one's own say which of them is wrong", () => {
  const fakeSecret = "ZmFrZS1rZXktb2YtYS10ZXN0";
  const garbage = (label: string) => `-----BEGIN ${label}-----\n${fakeSecret}\n-----END ${label}-----\n`;
  let own = { key: "", cert: "" };
  let other = { key: "", cert: "" };
  beforeAll(async () => {
    [own, other] = [await makeCertificate(["localhost"]), await makeCertificate(["localhost"])];
  });

  const keyRule = '"https.key" must be a private key without a passphrase, as PEM. Received ';
  const certRule = '"https.cert" must be a certificate, as PEM. Received ';
  test.each([
    ["neither", () => ({}), `${keyRule}undefined.`],
    ["no key", () => ({ cert: own.cert }), `${keyRule}undefined.`],
    ["no certificate", () => ({ key: own.key }), `${certRule}undefined.`],
    ["a key of another kind", () => ({ ...own, key: 12 }), `${keyRule}12.`],
    ["a key that is a list", () => ({ ...own, key: [own.key] }), `${keyRule}a list.`],
    ["a key that is no PEM", () => ({ ...own, key: fakeSecret }), `${keyRule}a text without "-----BEGIN ".`],
    [
      "bytes that are no PEM",
      () => ({ ...own, key: Buffer.from([48, 1, 2]) }),
      `${keyRule}bytes without "-----BEGIN ".`,
    ],
    [
      "garbage for a key",
      () => ({ ...own, key: garbage("PRIVATE KEY") }),
      `${keyRule}PEM with PRIVATE KEY that cannot`,
    ],
    [
      "a certificate for a key",
      () => ({ key: own.cert, cert: own.cert }),
      `${keyRule}PEM with CERTIFICATE that cannot`,
    ],
    [
      "garbage for a certificate",
      () => ({ ...own, cert: garbage("CERTIFICATE") }),
      `${certRule}PEM with CERTIFICATE that`,
    ],
    ["a key for a certificate", () => ({ key: own.key, cert: own.key }), `${certRule}PEM with PRIVATE KEY that cannot`],
    [
      "a key with a passphrase",
      () => {
        const key = createPrivateKey(own.key);
        return { ...own, key: key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "fake" }) };
      },
      `${keyRule}PEM with ENCRYPTED PRIVATE KEY that cannot`,
    ],
    ["the key of another", () => ({ ...own, key: other.key }), '"https.key" must be the private key of "https.cert"'],
    [
      "those of another first",
      () => ({ ...own, cert: `${other.cert}\n${own.cert}` }),
      '"https.key" must be the private key of',
    ],
    [
      "garbage after the certificate",
      () => ({ ...own, cert: `${own.cert}\n${garbage("CERTIFICATE")}` }),
      '"https" must be a key and a certificate that TLS takes. It says: ',
    ],
  ])("%s", async (_, make, message) => {
    const https = make();
    const error = await startLocalService({ https } as never).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error?.message.startsWith(message)).toBe(true);
    // Nothing of what is in a key, in whatever is printed of the error.
    const bodies = [own.key, other.key].map((key) => key.split("\n")[1] ?? "");
    for (const secret of [fakeSecret, ...bodies])
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  test("a certificate with those that vouch for it is taken, and so is a key after something else", async () => {
    const local = await service({ https: { key: `${own.cert}\n${own.key}`, cert: `${own.cert}\n${other.cert}` } });
    expect(local.endpoint).toMatch(/^https:/);
  });
});

test("a certificate is for the names that clients have for the service", async () => {
  const { key, cert } = await makeCertificate(["localhost", "127.0.0.1", "::1", "pubsub"]);
  const certificate = new X509Certificate(cert);
  expect(key).toContain("PRIVATE KEY");
  expect(certificate.checkHost("localhost")).toBe("localhost");
  expect(certificate.checkHost("pubsub")).toBe("pubsub");
  expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(certificate.checkIP("::1")).toBe("::1");
  expect(certificate.checkHost("other")).toBeUndefined();
});

test("a certificate is good from now on, for 30 days", async () => {
  const { validFrom, validTo } = new X509Certificate((await makeCertificate(["localhost"])).cert);
  const day = 86_400_000;
  // Times in certificates are in whole seconds.
  expect(Date.parse(validFrom)).toBeLessThanOrEqual(Date.now());
  expect(Math.abs(Date.parse(validTo) - Date.now() - 30 * day)).toBeLessThan(60_000);
});

describe("a service that listens on every address", () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");

  test("has a connection string that works here, and addresses for others", async () => {
    const local = await service({ host: "0.0.0.0" });
    const { port } = new URL(local.endpoint);
    expect(local.endpoint).toBe(`http://localhost:${port}`);
    expect(local.connectionString).toContain("Endpoint=http://localhost:");
    expect(local.otherEndpoints).toEqual(others.map(({ address }) => `http://${address}:${port}`));
    const client = new WebPubSubServiceClient(local.connectionString, "chat", { allowInsecureConnection: true });
    expect(await client.userExists("nobody")).toBe(false);
    for (const endpoint of local.otherEndpoints) expect((await connect({ endpoint })).connectionId).not.toBe("");
  });

  test("may be reached by the name of a container, for which there is no page", async () => {
    const local = await service({ host: "0.0.0.0" });
    expect(local.statusPage).toBeUndefined();
    const response = await fetch(`${local.endpoint}/api/health`, { method: "HEAD" });
    expect(response.status).toBe(200);
  });

  test("others have no addresses of a service for this machine", async () => {
    expect((await service()).otherEndpoints).toEqual([]);
  });
});

test("the container's command is one that the package has, and its health check asks for what needs no token", async () => {
  const file = readFileSync(new URL("../Dockerfile", import.meta.url), "utf8");
  const entryPoint: string[] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(file)?.[1] ?? "");
  const health: string[] = JSON.parse(/^ +CMD (\[.*\])$/m.exec(file)?.[1] ?? "");
  const { bin } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(Object.keys(bin)).toEqual([entryPoint[0]]);
  const { readArguments } = await import("../src/cli/readArguments.js");
  expect(readArguments(entryPoint.slice(1))).toMatchObject({ options: { host: "0.0.0.0", port: 8080 } });

  const { execFile } = await import("node:child_process");
  const { promisify } = await import("node:util");
  const check = (endpoint: string) => {
    const [command = "", flag = "", script = ""] = health;
    const [node, program] = [
      command === "node" ? process.execPath : command,
      script.replace("http://localhost:8080", endpoint),
    ];
    return promisify(execFile)(node, [flag, program], { env: { ...process.env, NODE_OPTIONS: "" } });
  };
  const local = await startLocalService();
  await check(local.endpoint);
  await local.close();
  await expect(check(local.endpoint)).rejects.toMatchObject({ code: 1 });
}, 30_000);
