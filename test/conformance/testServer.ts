import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installWhenStale } from "../../scripts/bootstrap/installWhenStale.mjs";
import { readCoverage } from "./coverage.js";

/** A package of its own, with a hundred others that nothing else needs. */
const toolsFolder = fileURLToPath(new URL("tools", import.meta.url));
if (!installWhenStale(toolsFolder, "the AutoRest project's test server"))
  throw new Error(`The test server could not be installed. Check the network, then run npm ci in ${toolsFolder}`);

const packageFolder = path.dirname(
  createRequire(path.join(toolsFolder, "package.json")).resolve("@microsoft.azure/autorest.testserver/package.json"),
);

/** The API documents that the test server implements. */
export const documentFolder = path.join(packageFolder, "swagger");

/** The ids of a document's operations. */
export function operationsOf(name: string): string[] {
  const text = readFileSync(path.join(documentFolder, `${name}.json`), "utf8").replace(/^\uFEFF/, "");
  const document: Record<string, Record<string, Record<string, { operationId?: string }>>> = JSON.parse(text);
  return [document["paths"], document["x-ms-paths"]]
    .flatMap((paths) => Object.values(paths ?? {}).flatMap((methods) => Object.values(methods)))
    .flatMap(({ operationId }) => operationId ?? []);
}

/** The conformance server of the AutoRest project, running. */
export interface TestServer {
  readonly endpoint: string;
  /** How often each of the server's own scenarios has been passed, by its name; the server decides. */
  coverage(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** Starts the server on a free port of this machine, and waits until it answers. */
export async function startTestServer(): Promise<TestServer> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), "conformance-coverage-"));
  const child = spawn(
    process.execPath,
    [path.join(packageFolder, "dist/cli/cli.js"), "run", `--port=${port}`, `--coverageDirectory=${folder}`],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  child.stdout.on("data", (chunk) => (log = (log + chunk).slice(-2000)));
  child.stderr.on("data", (chunk) => (log = (log + chunk).slice(-2000)));
  const endpoint = `http://localhost:${port}`;
  for (let attempt = 0; (await readCoverage(endpoint).catch(() => undefined)) === undefined; attempt++) {
    if (child.exitCode !== null || attempt === 100) throw new Error(`The test server did not start.\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    endpoint,
    coverage: () => readCoverage(endpoint),
    async stop() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
