import { constants, createSecureServer } from "node:http2";
import type { Http2Stream, ServerHttp2Session } from "node:http2";
import type { Server } from "node:net";
import { beforeAll, beforeEach, expect, test } from "@jest/globals";
import { Agent } from "undici";
import { makeCertificate } from "../../scripts/certificate.js";
import { undiciTransport } from "../../src/undici.js";
import { listen } from "./services.js";
import { clientOver } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;

let endpoint = "";
let ca = "";
let versions: string[] = [];
/** What becomes of a request over HTTP/2. */
let treat: (stream: Http2Stream) => void = () => undefined;

beforeAll(async () => {
  const { key, cert } = await makeCertificate();
  ca = cert;
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
    versions.push(request.httpVersion);
    if (request.httpVersion === "2.0") treat(request.stream);
    if (request.httpVersion === "1.1" || !request.stream.closed) response.end();
  });
  server.on("session", (session: ServerHttp2Session) => session.on("error", () => undefined));
  endpoint = `https://127.0.0.1:${await listen(server as unknown as Server)}`;
});
beforeEach(() => void (versions = []));

/** Over HTTP/2, which undici speaks where its dispatcher may. */
const client = () =>
  clientOver(undiciTransport({ dispatcher: new Agent({ allowH2: true, connect: { ca } }) }), endpoint);

test.each([
  ["a stream of HTTP/2 that ends by an error", (stream: Http2Stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR)],
  ["a session of HTTP/2 that ends", (stream: Http2Stream) => stream.session?.destroy()],
])("%s is a lost connection", async (_, end) => {
  treat = end;
  await expect(client().path("/api/health").head()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(versions).toEqual(["2.0", "2.0", "2.0"]);
  versions = [];
  const send = client().path("/api/hubs/{hub}/:send", "h").post(text);
  await expect(send).rejects.toMatchObject({ code: "ECONNRESET", message: expect.stringMatching(/not known/) });
  expect(versions).toEqual(["2.0"]);
});

test("a transport that makes its connections speaks HTTP/1.1, whatever the version of undici", async () => {
  await clientOver(undiciTransport({ tlsOptions: { ca } }), endpoint)
    .path("/api/hubs/{hub}/:send", "h")
    .post(text);
  expect(versions).toEqual(["1.1"]);
});
