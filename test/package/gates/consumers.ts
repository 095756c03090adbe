import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Gate, GateProject } from "./gate.js";
import { runNode, toolFile } from "./gate.js";

const require = createRequire(import.meta.url);

/** A folder of the project in which a tool finds its configuration, and both the package and itself. */
function folderFor(project: GateProject, name: string, files: Record<string, string>, tools: string[] = []): string {
  const folder = path.join(project.folder, name);
  mkdirSync(path.join(folder, "node_modules"), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  for (const tool of tools) symlinkSync(toolFile(tool, ""), path.join(folder, "node_modules", tool), "junction");
  return folder;
}

/** Imports and requires each entry point in Node; both builds have the same names. */
export const modules: Gate = {
  name: "ES module and CommonJS",
  async run(project) {
    const text = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(project.entryPoints)}) {
        const [esm, cjs] = [await import(entry), require(entry)].map((sdk) => Object.keys(sdk).sort().join());
        if (esm !== cjs) console.log(entry + ": the builds have other names");
        if (!esm.includes("createWebPubSubClient")) console.log(entry + ": no createWebPubSubClient");
      }`;
    const folder = folderFor(project, "modules", { "both.mjs": text });
    const { status, stdout, stderr } = await runNode(["both.mjs"], folder);
    return [...stdout.split("\n").filter(Boolean), ...(status === 0 && stderr === "" ? [] : [stderr])];
  },
};

/** A runner loads a package without any cache, for which its own limit is too little on a machine that has more to do. */
const testTimeout = 60_000;

/** Sends bytes and a stream of Node, and reads the status. */
const sendInTest = (load: "await import" | "require", entry: string, sink: string) => `
  const { Readable } = ${load}("node:stream");
  const { createWebPubSubClient } = ${load}("${entry}");
  const send = createWebPubSubClient("${sink}", { key: "fake" }).path("/api/hubs/{hub}/:send", "chat");
  for (const body of [Uint8Array.of(1, 2), Readable.from([Buffer.from("abc")])]) {
    const { status } = await send.post({ contentType: "application/octet-stream", body });
    if (status !== "202") throw new Error("answered with " + status);
  }`;

export const vitest: Gate = {
  name: "vitest with jsdom",
  async run(project) {
    const cases = project.entryPoints.map(
      (entry) => `test("${entry}", async () => {${sendInTest("await import", entry, project.sink)}});`,
    );
    const files = {
      "send.test.mjs": `import { test } from "vitest";\n${cases.join("\n")}`,
      "vitest.config.mjs": `export default { test: { environment: "jsdom", pool: "threads", testTimeout: ${testTimeout} } };`,
    };
    const folder = folderFor(project, "vitest", files, ["vitest", "jsdom"]);
    const { status, stdout, stderr } = await runNode([toolFile("vitest", "vitest.mjs"), "run"], folder, { CI: "true" });
    return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
  },
};

/**
 * Loads each entry point, and sends, in a browser-like realm that lacks much of what browsers have. With the conditions that the
 * README names; with its own, jest-environment-jsdom asks for browser builds, and takes them for CommonJS.
 */
export const jest: Gate = {
  name: "jest with jsdom",
  async run(project) {
    const cases = project.entryPoints.map(
      (entry) => `test("${entry}", async () => {
        const { buildSendToAllRequest } = require("${entry}");
        expect(buildSendToAllRequest("chat", { contentType: "text/plain", body: "x" }).method).toBe("POST");
        ${sendInTest("require", entry, project.sink)}
      });`,
    );
    const config = {
      testEnvironment: toolFile("jest-environment-jsdom", "build/index.js"),
      testEnvironmentOptions: { customExportConditions: ["node", "require", "default"] },
      testMatch: ["**/*.test.cjs"],
      transform: {},
      haste: { forceNodeFilesystemAPI: true },
      testTimeout,
    };
    const files = { "load.test.cjs": cases.join("\n"), "jest.config.json": JSON.stringify(config) };
    const folder = folderFor(project, "jest", files);
    const jestFile = path.join(path.dirname(require.resolve("jest/package.json")), "bin/jest.js");
    const args = [jestFile, "--config", "jest.config.json", "--rootDir", folder, "--runInBand", "--no-cache"];
    const { status, stderr } = await runNode(args, folder);
    return status === 0 ? [] : [stderr.trim()];
  },
};
