import * as fc from "fast-check";
import { jwtVerify } from "jose";
import {
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
} from "web-pubsub-rest/2024-12-01";
import { anyStranger, anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check, checkRefused } from "../world.js";

/** A key that can be told from everything else. */
const secret = "fake-Secret0123456789-for-fuzzing-only==";

/** Whether an error repeats it. */
const shows = (error: Error): boolean => `${error.message}${error.stack}${String(error.cause)}`.includes(secret);

const part = fc.oneof(
  fc.constantFrom(
    "Endpoint=https://a.webpubsub.azure.com",
    "endpoint = http://localhost",
    "Endpoint=a.example.com",
    `AccessKey=${secret}`,
    ` accesskey =${secret} `,
    secret,
    `${secret}=AccessKey`,
    `Endpoint=${secret}`,
    `Endpoint=https://${secret}.example`,
    `Endpoint=https://user:${secret}@a.example`,
    `Endpoint=https://a.example/?key=${secret}`,
    "Version=1.0",
    "Port=8080",
    "Port=0",
    "Port=x",
    `Port=${secret}`,
    "",
    " ",
    "=",
    "=x",
    "Endpoint=",
    "AccessKey=",
    "Endpoint=https://a.example/b/",
    "Endpoint=http://other.example",
  ),
  anyText,
);

/** Parts of which any may stand in a connection string, each once. */
const goodParts = fc
  .record({
    endpoint: fc.constantFrom(
      "https://a.webpubsub.azure.com",
      "https://a.example/b/",
      "a.example.com",
      "http://localhost",
    ),
    key: fc.constant(secret),
    others: fc.subarray(["Version=1.0", "Port=8080", "", " "]),
  })
  .chain(({ endpoint, key, others }) => {
    const parts = [`Endpoint=${endpoint}`, `AccessKey=${key}`, ...others];
    return fc.shuffledSubarray(parts, { minLength: parts.length });
  });

const goodConnectionStrings: Property = {
  name: "goodConnectionString",
  make: () =>
    fc.asyncProperty(goodParts, fc.constantFrom(";", " ;", "; "), async (parts, separator) => {
      const client = createWebPubSubClientFromConnectionString(parts.join(separator));
      const { hostname, port } = new URL(client.endpoint);
      check(
        parts.some((one) => one.includes(hostname)),
        `the endpoint is ${client.endpoint}`,
      );
      check(parts.includes("Port=8080") === (port === "8080"), `the port is ${port}`);
      const { token } = await getClientAccessToken(client, "h");
      await jwtVerify(token, new TextEncoder().encode(secret));
    }),
};

const connectionStrings: Property = {
  name: "connectionString",
  weight: 3,
  make: () =>
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), fc.boolean(), async (parts, allowInsecureConnection) => {
      const { value: client, error } = await attempt(() =>
        createWebPubSubClientFromConnectionString(parts.join(";"), { allowInsecureConnection }),
      );
      if (error !== undefined) {
        check(error.name === "ConnectionStringError", `${error.name}: ${error.message}`);
        check(typeof (error as Error & { code?: unknown }).code === "string", "the error has no code");
        check(!shows(error), `the key stands in the error: ${error.message}`);
        return;
      }
      const { protocol, username, search, hash, hostname } = new URL(client.endpoint);
      check(username === "" && search === "" && hash === "", `the endpoint is ${client.endpoint}`);
      check(protocol === "https:" || allowInsecureConnection || hostname === "localhost", "http to another machine");
      const key = parts
        .map((text) => /^\s*accesskey\s*=(.*)$/is.exec(text)?.[1]?.trim())
        .find((found) => found !== undefined);
      if (key !== undefined && !parts.some((text) => text.includes(";"))) {
        const { token } = await getClientAccessToken(client, "h");
        await jwtVerify(token, new TextEncoder().encode(key));
      }
    }),
};

const endpointPiece = fc.constantFrom(
  "http://",
  "https://",
  "HTTPS://",
  "ftp://",
  "//",
  "a.example",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "127.1",
  "0x7f.1",
  "localhost.a.example",
  ".localhost",
  ":8080",
  ":99999",
  "/",
  "/path",
  "/../x",
  "?",
  "?a=b",
  "#",
  "#f",
  `${secret}@`,
  `u:${secret}@`,
  " ",
  "\t",
  "\\",
  "é",
  "%41",
  "%00",
  "\uD800",
);

/** Addresses that nobody has a reason to refuse. */
const plainEndpoint = /^(?:https:\/\/(?:a\.example|localhost)|http:\/\/localhost)(?::8080)?(?:\/|\/path)?$/;

const endpoints: Property = {
  name: "endpoint",
  weight: 2,
  make: () =>
    fc.asyncProperty(
      fc.oneof(
        fc.array(endpointPiece, { maxLength: 5 }).map((pieces) => pieces.join("")),
        fc
          .tuple(
            fc.constantFrom("http://", "https://"),
            fc.constantFrom("a.example", "localhost"),
            fc.constantFrom("", ":8080"),
            fc.constantFrom("", "/", "/path"),
          )
          .map((pieces) => pieces.join("")),
        anyText,
        anyStranger.map(({ make }) => make()),
      ),
      fc.boolean(),
      async (endpoint, isProxy) => {
        const make = () =>
          isProxy
            ? createWebPubSubClient("https://a.example", { key: secret }, { reverseProxyEndpoint: endpoint as string })
            : createWebPubSubClient(endpoint as string, { key: secret });
        const { value: client, error } = await attempt(make);
        if (error !== undefined) {
          checkRefused(error, isProxy ? /^reverseProxyEndpoint$/ : /^endpoint$/);
          check(!shows(error), "the error repeats a password");
          check(typeof endpoint !== "string" || !plainEndpoint.test(endpoint), "an ordinary address was refused");
          return;
        }
        if (isProxy) return;
        const { protocol, hostname, username, password, search, hash } = new URL(client.endpoint);
        check(username + password + search + hash === "", `the endpoint is ${client.endpoint}`);
        check(
          protocol === "https:" || /^(?:.*\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname),
          `http to ${hostname}`,
        );
      },
    ),
};

export const serviceProperties: readonly Property[] = [connectionStrings, goodConnectionStrings, endpoints];
