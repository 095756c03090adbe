import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { compareTrees, readTree } from "../../scripts/autorest/fileTree.js";
import { root } from "../../scripts/root.js";
import { copyRepository, runScript, temporaryFolder } from "../generate/runGenerate.js";
import { programWithServer, runProgram } from "../generate/runProgram.js";

const folder = temporaryFolder();
const repository = path.join(folder.path, "a copy");
const readCopy = () => readTree(repository, /(^|\/)(node_modules|dist)(\/|$)/);

beforeAll(() => copyRepository(repository));
afterAll(() => folder.remove());

/** The latest version as a later one, with one more operation. */
function makeLater(version: string) {
  const document = JSON.parse(readFileSync(path.join(root, "swagger/2024-12-01.json"), "utf8"));
  document.info = { ...document.info, version, title: "Azure Web PubSub" };
  document.paths["/api/hubs/{hub}/:pause"] = {
    post: {
      operationId: "WebPubSub_PauseHub",
      summary: "Hold messages back for a while.",
      description: "Made up for a test.",
      parameters: [
        { $ref: "#/parameters/Hub" },
        { $ref: "#/parameters/ApiVersion" },
        { name: "seconds", in: "query", required: true, type: "integer", maximum: 60, description: "For how long." },
      ],
      responses: { 204: { description: "It is paused." } },
    },
  };
  return document;
}

/** Writes a document and runs add-version with it. */
function addDocument(document: unknown) {
  const file = path.join(folder.path, "the document.json");
  writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document, null, 2));
  return runScript("addVersion", [file], repository);
}

const version = "2031-01-01";

describe("a later version", () => {
  let output = "";

  test("is added with all that belongs to it, and nothing else is touched", () => {
    const before = readCopy();
    const result = addDocument(makeLater(version));
    output = result.output;
    expect(result.status).toBe(0);
    const changes = compareTrees(before, readCopy());
    const isGenerated = (name: string) => name.startsWith(`generated/${version}/`);
    expect(changes.filter(({ name }) => isGenerated(name))).toHaveLength(9);
    expect(changes.filter(({ name }) => !isGenerated(name))).toEqual([
      { change: "changed", name: "autorest.md" },
      { change: "changed", name: "package.json" },
      { change: "added", name: `src/versions/${version}.ts` },
      { change: "added", name: `swagger/${version}.json` },
      { change: "added", name: `test/api/${version}.api.md` },
      { change: "added", name: `test/swagger/contracts/${version}.json` },
    ]);
  }, 120_000);

  test("stands in autorest.md and package.json after the others, in their form", () => {
    const files = readCopy();
    expect(files.get("autorest.md")?.replace(readFileSync(path.join(root, "autorest.md"), "utf8"), "")).toContain(
      "\n### Tag: 2031-01-01\n\n``` yaml $(tag) == '2031-01-01'\ninput-file: swagger/2031-01-01.json\n```\n",
    );
    const { exports } = JSON.parse(files.get("package.json") ?? "");
    const build = (name: string) => ({
      "types@<5.0": "./src/oldCompiler.d.ts",
      types: `./dist/${name}/src/versions/${version}.d.ts`,
      default: `./dist/${name}/src/versions/${version}.js`,
    });
    expect(
      Object.entries(exports)
        .filter(([name]) => name !== "./undici")
        .slice(-2),
    ).toEqual([
      [`./${version}`, { import: build("esm"), require: build("cjs") }],
      ["./package.json", "./package.json"],
    ]);
  });

  test("is held to what its document promises today", () => {
    const { operations } = JSON.parse(readCopy().get(`test/swagger/contracts/${version}.json`) ?? "");
    expect(Object.keys(operations)).toHaveLength(26);
    expect(operations["POST /api/hubs/{hub}/:pause"]).toMatchObject({
      operationId: "WebPubSub_PauseHub",
      parameters: [{ name: "hub" }, { name: "api-version" }, { name: "seconds", maximum: 60, required: true }],
      responses: { 204: {} },
    });
    const { operations: known } = JSON.parse(
      readFileSync(path.join(root, "test/swagger/contracts/2024-12-01.json"), "utf8"),
    );
    expect(operations).toMatchObject(known);
  });

  test("is offered by the built package, with a call that compiles and arrives", () => {
    const program = programWithServer(
      `web-pubsub-rest/${version}`,
      "buildPauseHubRequest",
      `
      // @ts-expect-error the parameter is required
      void (() => buildPauseHubRequest("chat"));
      const response = await client.path("/api/hubs/{hub}/:pause", "chat").post({ queryParameters: { seconds: 9 } });
      if (!isUnexpected(response)) console.log(response.status satisfies "204");
      await client.sendRequest(buildPauseHubRequest("chat", { queryParameters: { seconds: 8 } }));`,
    );
    expect(runProgram(program, repository)).toBe(
      [
        `POST /api/hubs/chat/:pause?api-version=${version}&seconds=9`,
        "204",
        `POST /api/hubs/chat/:pause?api-version=${version}&seconds=8`,
      ].join("\n"),
    );
  }, 30_000);

  test("comes with what is left to do", () => {
    const earlier = readApiVersions().filter(({ tag }) => tag < version);
    expect(output).toContain(`npm run diff-version -- ${earlier.at(-1)?.tag} ${version}`);
    expect(output).toMatch(/test\/local-service\/src\/http\/ +apiVersions\.ts, routes\.ts, era\.ts/);
    const [, steps = ""] = output.split("What is left to you:");
    const places = [...steps.matchAll(/^ {2}([\w./-]+)(?:, ([\w./-]+))? {2}/gm)].flatMap(([, ...names]) => names);
    const named = places.filter((name) => name !== undefined);
    expect(named).toContain("test/service/everyOperation.test.ts");
    const missing = named.filter((name) => name !== `swagger/${version}.json` && !existsSync(path.join(root, name)));
    expect(missing).toEqual([]);
    // The copy is in no repository; undo.test.ts has one that is.
    expect(output).toMatch(/To undo it, take back what is listed above by hand: git does not know this folder\.\n$/);
  });

  test("is found when it is given again, and nothing changes", () => {
    const before = readCopy();
    const result = addDocument(makeLater(version));
    expect(result).toMatchObject({
      status: 0,
      output: expect.stringContaining(`Nothing changed: API version ${version} is here already`),
    });
    expect(readCopy()).toEqual(before);
  }, 120_000);

  test("is completed where something of it was lost", () => {
    const before = readCopy();
    rmSync(path.join(repository, `src/versions/${version}.ts`));
    rmSync(path.join(repository, `generated/${version}/models.ts`));
    writeFileSync(path.join(repository, `generated/${version}/left.ts`), "// by an earlier rendering\n");
    const result = runScript("addVersion", [path.join(repository, `swagger/${version}.json`)], repository);
    expect(result).toMatchObject({ status: 0, output: expect.stringMatching(/removed {2}generated\/2031-01-01\n/) });
    expect(readCopy()).toEqual(before);
  }, 120_000);

  test("is mended where its document has other line ends, or none at its end", () => {
    const before = readCopy();
    const document = path.join(repository, `swagger/${version}.json`);
    writeFileSync(document, readFileSync(document, "utf8").trimEnd().replaceAll("\n", "\r\n"));
    expect(runScript("addVersion", [document], repository).status).toBe(0);
    expect(readCopy()).toEqual(before);
  }, 120_000);

  test("is not replaced by another document", () => {
    const other = makeLater(version);
    other.info.description = "Another one.";
    expect(addDocument(other)).toMatchObject({
      status: 1,
      output: expect.stringMatching(/is here already, and swagger\/2031-01-01\.json is another document/),
    });
  });
});

describe("what cannot become a version is refused, and nothing is left behind", () => {
  const later = (change: (document: any) => void) => () => {
    const document = makeLater("2032-01-01-preview");
    change(document);
    return document;
  };
  const refused: [string, () => unknown, RegExp][] = [
    ["no JSON", () => "swagger: '2.0'", /the document\.json: it is not JSON\. Unexpected token/],
    ["an empty file", () => "", /the document\.json: it is not JSON\./],
    ["no object", () => "null", /a Swagger 2\.0 document is needed/],
    ["another format", () => ({ openapi: "3.0.1" }), /a Swagger 2\.0 document is needed.* It is OpenAPI 3\.0\.1\./],
    ["no version", later(({ info }) => delete info.version), /info\.version is missing/],
    ["no day", later(({ info }) => (info.version = "v2")), /info\.version is "v2"\. An API version is a day/],
    ["a day that never comes", later(({ info }) => (info.version = "2031-02-30")), /info\.version is "2031-02-30"/],
    ["a place outside", later(({ info }) => (info.version = "../2031-01-01")), /info\.version is "\.\.\/2031-01-01"/],
    ["an early version", later(({ info }) => (info.version = "2019-01-01")), /2019-01-01 is earlier than 2020-10-01/],
    ["no paths", later((document) => (document.paths = {})), /it has no paths\./],
    [
      "another file",
      later(({ definitions }) => (definitions.Other = { $ref: "./other.json#/definitions/Other" })),
      /it refers to another file, "\.\/other\.json#\/definitions\/Other"/,
    ],
    [
      "what cannot be rendered",
      later(({ paths }) => delete paths["/api/hubs/{hub}/:pause"].post.operationId),
      /swagger\/2032-01-01-preview\.json was not rendered\.\n.*operationId/,
    ],
    [
      "types that clash with ours",
      later((document) => {
        document.definitions.ConnectionStringError = { type: "object", properties: { code: { type: "string" } } };
        const schema = { $ref: "#/definitions/ConnectionStringError" };
        const { post } = document.paths["/api/hubs/{hub}/:pause"];
        post.parameters.push({ name: "body", in: "body", schema });
        post.consumes = ["application/json"];
      }),
      /The types of 2032-01-01-preview do not fit\. The compiler says:\nsrc\/versions\/.*'ConnectionStringError'/,
    ],
  ];

  test.each(refused)(
    "%s",
    (_, makeDocument, message) => {
      const before = readCopy();
      const result = addDocument(makeDocument());
      expect(result).toMatchObject({ status: 1, output: expect.stringMatching(message) });
      expect(result.output).toContain("Nothing was added, and nothing was changed.");
      expect(compareTrees(before, readCopy())).toEqual([]);
    },
    120_000,
  );
});

test("what was written before a write failed is taken back", () => {
  const folderOfContracts = path.join(repository, "test/swagger/contracts");
  rmSync(folderOfContracts, { recursive: true });
  writeFileSync(folderOfContracts, "a file where a folder must be\n");
  const before = readCopy();
  expect(addDocument(makeLater("2033-01-01"))).toMatchObject({
    status: 1,
    output: expect.stringContaining("Nothing was added, and nothing was changed."),
  });
  expect(compareTrees(before, readCopy())).toEqual([]);
}, 120_000);

test.each([
  [[], /One document is needed\./],
  [[""], /One document is needed\./],
  [["a.json", "b.json"], /One document is needed\./],
  [["no-such-file.json"], /There is no file no-such-file\.json\./],
  [["swagger/2024-12-01.json", "--typespec-version", "1"], /--typespec-version goes with a \.tsp file\./],
  [["--force"], /Unknown option '--force'/],
])("the arguments %j are refused with how it is done", (args, message) => {
  const result = runScript("addVersion", args, repository);
  expect(result).toMatchObject({ status: 1, output: expect.stringMatching(message) });
  expect(result.output).toContain("Usage: npm run add-version -- <document.json | main.tsp>");
});

test.each(["addVersion", "generate"] as const)("%s explains itself", (script) => {
  const { status, output } = runScript(script, ["--help"], repository);
  expect({ status, output }).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^Usage: npm run [\s\S]*main\.tsp/),
  });
});
