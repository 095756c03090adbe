import net from "node:net";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { expect, test } from "@jest/globals";
import { makeCertificate } from "../../scripts/certificate.js";
import { resetSocket } from "./resetSocket.js";

/** What becomes of a connection under TLS that is reset when it is `open`, or while the farewell is on its way: `ending`. */
async function resetWhile(moment: "open" | "ending"): Promise<{ server: string; client: string }> {
  const certificate = await makeCertificate();
  const secureContext = tls.createSecureContext(certificate);
  let told: (how: string) => void = () => undefined;
  const server = new Promise<string>((resolve) => (told = resolve));
  const listener = net.createServer((raw) => {
    raw.on("error", ({ message }) => told(message)).once("close", () => told("closed"));
    const socket = new tls.TLSSocket(raw, { isServer: true, secureContext });
    socket
      .on("error", () => undefined)
      .once("secure", () => {
        if (moment === "ending") socket.end();
        process.nextTick(() => resetSocket(raw, socket));
      });
    socket.resume();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const socket = tls.connect({ port, host: "127.0.0.1", ca: certificate.cert });
  const client = new Promise<string>((resolve) => {
    socket
      .once("error", ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
      .once("close", () => resolve("closed"));
  });
  socket.resume();
  const ends = { server: await server, client: await client };
  await new Promise((resolve) => listener.close(resolve));
  return ends;
}

test("a connection is reset", async () => {
  expect(await resetWhile("open")).toEqual({ server: "closed", client: "ECONNRESET" });
});

test("a connection that is ending already is closed", async () => {
  expect(await resetWhile("ending")).toEqual({ server: "closed", client: "closed" });
});
