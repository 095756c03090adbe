import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packageVersion } from "../../src/packageVersion.js";
import { installPacked } from "./packedPackage.js";
import type { Project } from "./packedPackage.js";

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));

let project: Project;
beforeAll(() => {
  project = installPacked();
}, 60_000);
afterAll(() => project.remove());

const useIt = `
const client = createWebPubSubClient("http://localhost:1", { key: "fake" });
const request = buildSendToAllRequest("chat", { contentType: "text/plain", body: "x" });
console.log(client, request, isUnexpected({ status: "500" }));
`;
const printed =
  "<WebPubSubClient endpoint: 'http://localhost:1', apiVersion: '2020-10-01'> " +
  "<HttpRequest [POST], url: '/api/hubs/chat/:send?api-version=2020-10-01'> true\n";

describe("the packed package", () => {
  test.each([
    [
      "an ES module",
      "use.mjs",
      `import { createWebPubSubClient, buildSendToAllRequest, isUnexpected } from "web-pubsub-rest";${useIt}`,
    ],
    [
      "CommonJS",
      "use.cjs",
      `const { createWebPubSubClient, buildSendToAllRequest, isUnexpected } = require("web-pubsub-rest");${useIt}`,
    ],
  ])("works from %s", (_, fileName, text) => {
    expect(project.run(fileName, text)).toMatchObject({ status: 0, stderr: "", stdout: printed });
  });

  test("understands across its two builds which answers are expected", () => {
    const text = `
      import { createServer } from "node:http";
      import { createRequire } from "node:module";
      import { isUnexpected } from "web-pubsub-rest";
      const { createWebPubSubClient } = createRequire(import.meta.url)("web-pubsub-rest");
      const server = createServer((_, response) => { response.statusCode = 404; response.end(); }).listen(0, "127.0.0.1", async () => {
        const client = createWebPubSubClient("http://127.0.0.1:" + server.address().port, { key: "fake" });
        console.log(isUnexpected(await client.path("/api/hubs/{hub}/users/{userId}", "h", "u").head()));
        server.close();
        server.closeAllConnections();
      });`;
    expect(project.run("both.mjs", text)).toMatchObject({ stderr: "", stdout: "false\n" });
  });

  test("exports the same names from both builds", () => {
    const text = `
      import { createRequire } from "node:module";
      import * as esm from "web-pubsub-rest";
      const cjs = createRequire(import.meta.url)("web-pubsub-rest");
      console.log(JSON.stringify([Object.keys(esm).sort(), Object.keys(cjs).sort()]));`;
    const [esm, cjs] = JSON.parse(project.run("names.mjs", text).stdout);
    expect(cjs).toEqual(esm);
    expect(esm).toHaveLength(30);
  });

  const versions = Object.keys(manifest.exports).filter((entry) => /^\.\/\d/.test(entry));
  test.each(versions.map((entry) => entry.slice(2)))("offers version %s to both", (version) => {
    const text = `
      import { createRequire } from "node:module";
      import { createWebPubSubClient } from "web-pubsub-rest/${version}";
      const cjs = createRequire(import.meta.url)("web-pubsub-rest/${version}");
      for (const make of [createWebPubSubClient, cjs.createWebPubSubClient]) console.log(make("https://a.example", { key: "fake" }).apiVersion);`;
    expect(project.run("version.mjs", text)).toMatchObject({ stderr: "", stdout: `${version}\n${version}\n` });
  });

  // In a process of its own, because Jest hides unhandled rejections from its tests.
  describe("tells a failed call", () => {
    const run = (lines: string) =>
      project.run(
        "calls.mjs",
        `import { createWebPubSubClient, paginate } from "web-pubsub-rest/2024-12-01";
        const client = createWebPubSubClient("http://127.0.0.1:9", { key: "fake" }, { retryOptions: { maxRetries: 0 } });
        const head = () => client.path("/api/health").head();
        const list = () => client.path("/api/hubs/{hub}/groups/{group}/connections", "chat", "news").get();
        const aWhile = () => new Promise((resolve) => setTimeout(resolve, 300));
        ${lines}`,
      );

    test("to whoever awaits it, and to nobody else", () => {
      const lines = `await head().catch((error) => console.log(error.code));
        const call = head();
        try { await call; } catch (error) { console.log(error.code); }
        await aWhile();`;
      expect(run(lines)).toMatchObject({ status: 0, stderr: "", stdout: "ECONNREFUSED\nECONNREFUSED\n" });
    });

    test("to whoever goes through the list that it begins, however late", () => {
      const lines = `const items = paginate(client, list());
        await aWhile();
        await items.next().catch((error) => console.log(error.code));`;
      expect(run(lines)).toMatchObject({ status: 0, stderr: "", stdout: "ECONNREFUSED\n" });
    });

    test("as an unhandled rejection where nobody awaits it", () => {
      expect(run("void head(); await aWhile();")).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("ECONNREFUSED"),
      });
    });
  });

  test("loads one version without the others", () => {
    const text = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      require("web-pubsub-rest/2024-12-01");
      const loaded = Object.keys(require.cache).filter((file) => file.includes("generated"));
      console.log(JSON.stringify([...new Set(loaded.map((file) => file.match(/generated.([^\\/\\\\]+)/)[1]))].sort()));`;
    expect(JSON.parse(project.run("alone.mjs", text).stdout)).toEqual(["2024-12-01", "runtime"]);
  });

  test("lets nobody in by another door", () => {
    const { stderr } = project.run("door.mjs", 'import "web-pubsub-rest/dist/esm/src/client.js";');
    expect(stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("holds what was built, samples and the usual documents, nothing else", () => {
    // The sources are what the source maps point to.
    const built =
      /^(dist\/(esm|cjs)\/(src|generated)\/.*\.(js|js\.map|d\.ts)|(src|generated)\/.*\.ts|docs\/\w+\.md|docs\/benchmark\/bench\.svg|samples\/\w+\.(md|ts|mjs|html))$/;
    const others = project.files.filter((file) => !built.test(file));
    expect(others.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "dist/cjs/package.json", "package.json"]);
  });

  /** What the files of the build import from elsewhere, by whether only Node.js loads them. */
  const importsOf = (isOfNode: boolean): string[] => {
    const text = `
      import { readFileSync, readdirSync } from "node:fs";
      const folder = "node_modules/web-pubsub-rest/dist/esm/";
      const ofNode = /^src.(?:platform.node|transport.(?:http|node|undici)|undici)/;
      const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js") && ofNode.test(name) === ${isOfNode});
      const code = files.map((name) => readFileSync(folder + name, "utf8").replace(/^ *(?:\\/\\*)?\\*.*$/gm, ""));
      const imports = code.flatMap((text) => [...text.matchAll(/(?:from |import |import\\()"([^".][^"]*)"/g)].map((match) => match[1]));
      console.log(JSON.stringify([...new Set(imports)].sort()));`;
    return JSON.parse(project.run("imports.mjs", text).stdout);
  };

  test("uses no Node built-in in what every runtime loads", () => {
    // What is types alone, as its newest code is not for workers.
    const portable = Object.keys(manifest.dependencies).filter(
      (name) => name.startsWith("@azure") && name !== "@azure/core-auth",
    );
    expect(importsOf(false)).toEqual(["#logger", "#platform", ...portable].sort());
  });

  test("uses nothing that is not its dependency in what Node.js loads", () => {
    const others = importsOf(true).filter((name) => !name.startsWith("node:"));
    const known = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
    expect(others.filter((name) => !known.includes(name))).toEqual([]);
  });
});

test("the version that is sent with each request is that of the package", () => {
  expect(packageVersion).toBe(manifest.version);
});
