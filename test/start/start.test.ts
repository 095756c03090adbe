import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import { FAKE_KEY } from "../support/fakeKey.js";
import { lossyProxy } from "./lossyProxy.js";

const run = fileURLToPath(new URL("../../scripts/bootstrap/run.mjs", import.meta.url));

/** Runs the start script, which needs the build that `npm test` has made, in a folder that is not the repository's. */
async function start(connectionString = ""): Promise<{ code: number | null; output: string; seconds: number }> {
  const begin = performance.now();
  const env = { ...process.env, NODE_OPTIONS: "", WEB_PUBSUB_CONNECTION_STRING: connectionString };
  const child = spawn(process.execPath, [run, "start"], { cwd: path.parse(run).root, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output, seconds: (performance.now() - begin) / 1000 };
}

let service: LocalService;
beforeAll(async () => {
  service = await startLocalService({ accessKey: FAKE_KEY });
});
afterAll(() => service.close());

describe("npm start", () => {
  test("shows every kind of message arriving through a local service, and ends by itself", async () => {
    const { code, output, seconds } = await start();
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining("to the local service at http://127.0.0.1:"),
    });
    const rows = output.split("\n").filter((line) => / 202 /.test(line));
    expect(rows.map((row) => row.trim().split(/ {2,}/).slice(1))).toEqual([
      ...["JSON", "text", "binary"].map((kind) => [kind, "202", "ada-phone ada-laptop bob eve", "ok"]),
      ...["JSON", "text", "binary"].map((kind) => [kind, "202", "ada-phone bob", "ok"]),
      ...["JSON", "text", "binary"].map((kind) => [kind, "202", "ada-phone ada-laptop", "ok"]),
      ...["JSON", "text", "binary"].map((kind) => [kind, "202", "eve", "ok"]),
      ["JSON", "202", "ada-phone ada-laptop bob eve", "ok"],
    ]);
    expect(output).toContain("\n13 of 13 messages arrived where they should, once, and nowhere else.\n");
    expect(output.split("\n").filter((line) => /^ {2}(connect|ask) .* ok$/.test(line))).toHaveLength(4);
    expect(output).toContain("\nThe event handler was asked, answered, and sent to its group.\n");
    const [, calls = "", specifier = ""] =
      output.match(/\nThe calls stand in (\S+)\. A new application imports (\S+)\.\n$/) ?? [];
    expect(existsSync(new URL(`../../${calls}`, import.meta.url))).toBe(true);
    const latest = readApiVersions().filter(({ tag }) => !tag.endsWith("-preview"));
    expect(specifier).toBe(`web-pubsub-rest/${latest.at(-1)?.tag}`);
    expect(import.meta.resolve(specifier)).toMatch(/\/dist\/esm\/src\/versions\//);
    expect(seconds).toBeLessThan(10);
  }, 30_000);

  test("uses the service of WEB_PUBSUB_CONNECTION_STRING, and does not print its key", async () => {
    const { code, output } = await start(service.connectionString);
    expect(code).toBe(0);
    expect(output).toContain(`to ${service.endpoint}\n`);
    expect(output).not.toContain(FAKE_KEY);
  }, 30_000);

  test("fails when messages are lost, and says which and where", async () => {
    const proxy = await lossyProxy(service.endpoint, /\/groups\/[^/]+\/:send/);
    const { code, output } = await start(`Endpoint=${proxy.endpoint};AccessKey=${FAKE_KEY};`);
    proxy.close();
    expect(code).toBe(1);
    expect(output.match(/FAILED: missing at ada-phone, missing at bob/g)).toHaveLength(3);
    expect(output).toContain("10 of 13 messages arrived where they should");
    expect(output).not.toContain("A new application");
  }, 30_000);

  test.each([
    ["nonsense", "[MALFORMED_PART] Part 1 of the connection string is not of the form Key=value."],
    [
      `Endpoint=http://a.example;AccessKey=${FAKE_KEY}`,
      '[INVALID_ENDPOINT] In the connection string, "Endpoint" must be an https URL',
    ],
  ])(
    "fails for the connection string %s without repeating it",
    async (connectionString, message) => {
      const { code, output } = await start(connectionString);
      expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining(message) });
      expect(output).not.toContain(FAKE_KEY);
    },
    30_000,
  );

  test("fails when the key is not the service's", async () => {
    const { code, output } = await start(
      `Endpoint=${service.endpoint};AccessKey=fake-wrong-key-0123456789-0123456789;`,
    );
    expect(code).toBe(1);
    expect(output).toContain("The demo could not be run");
    expect(output).toContain("Mend WEB_PUBSUB_CONNECTION_STRING, or unset it");
  }, 30_000);
});
