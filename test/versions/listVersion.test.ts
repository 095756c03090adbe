import { expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { compareApiVersions, isApiVersion } from "../../scripts/versions/apiVersion.js";
import { addExport, addTag } from "../../scripts/versions/listVersion.js";

const ours = { info: { title: "WebPubSub" } };
const markdown = `# Settings

### Tag: 2020-10-01

\`\`\` yaml $(tag) == '2020-10-01'
input-file: swagger/2020-10-01.json
\`\`\`

Why:

\`\`\` yaml $(tag) == '2020-10-01'
directive: []
\`\`\`

### Tag: 2024-12-01

\`\`\`yaml $(tag) == '2024-12-01'
input-file: swagger/2024-12-01.json
\`\`\`

The end.
`;
const section = (version: string) =>
  `\n### Tag: ${version}\n\n\`\`\` yaml $(tag) == '${version}'\ninput-file: swagger/${version}.json\n\`\`\`\n`;

test.each([
  ["2022-11-01", "directive: []\n```\n"],
  ["2024-12-01-preview", "directive: []\n```\n"],
  ["2024-12-02-preview", "input-file: swagger/2024-12-01.json\n```\n"],
  ["2031-01-01", "input-file: swagger/2024-12-01.json\n```\n"],
])("the section of %s stands after those of earlier versions, and nothing else changes", (version, earlier) => {
  const added = addTag(markdown, version, ours);
  expect(added).toContain(earlier + section(version));
  expect(added.replace(section(version), "")).toBe(markdown);
  expect(readApiVersions(added)).toContainEqual({ tag: version, document: `swagger/${version}.json` });
});

test("a document of another title gets a directive, with its reason", () => {
  expect(addTag(markdown, "2031-01-01", { info: { title: "Azure Web PubSub" } })).toMatch(
    /\n``` yaml \$\(tag\) == '2031-01-01'\ndirective:\n.*\n.*\n {4}transform: \$\.title = "WebPubSub"\n {4}reason: .+\n```\n\nThe end\.\n$/,
  );
});

test("a section that is there already stays", () => {
  expect(addTag(markdown, "2024-12-01", { info: { title: "Another" } })).toBe(markdown);
});

test("a version before the first one is refused", () => {
  expect(() => addTag(markdown, "2020-09-01", ours)).toThrow("2020-09-01 is earlier than 2020-10-01");
});

test.each([
  ["2022-11-01", [".", "./2022-11-01", "./2024-12-01", "./package.json"]],
  ["2024-12-01-preview", [".", "./2024-12-01-preview", "./2024-12-01", "./package.json"]],
  ["2031-01-01", [".", "./2024-12-01", "./2031-01-01", "./package.json"]],
])("the entry point of %s stands between the others, and nothing else changes", (version, order) => {
  const exports = { ".": {}, "./2024-12-01": { import: {} }, "./package.json": "./package.json" };
  const manifest = `${JSON.stringify({ name: "x", exports, files: ["dist"] }, null, 2)}\n`;
  const added = JSON.parse(addExport(manifest, version));
  expect(Object.keys(added.exports)).toEqual(order);
  expect(Object.keys(added)).toEqual(["name", "exports", "files"]);
  delete added.exports[`./${version}`];
  expect(`${JSON.stringify(added, null, 2)}\n`).toBe(manifest);
  expect(addExport(manifest, "2024-12-01")).toBe(manifest);
});

test("versions are ordered by day, and previews come first", () => {
  const versions = ["2024-12-01", "2031-01-01-preview", "2024-12-01-preview", "2020-10-01", "2031-01-01"];
  expect(versions.sort(compareApiVersions)).toEqual([
    "2020-10-01",
    "2024-12-01-preview",
    "2024-12-01",
    "2031-01-01-preview",
    "2031-01-01",
  ]);
  expect(compareApiVersions("2024-12-01", "2024-12-01")).toBe(0);
});

test.each([
  ["2024-12-01", true],
  ["2024-02-29", true],
  ["2024-12-01-preview", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["0000-00-00", false],
  ["2024-12-1", false],
  ["2024-12-01-beta", false],
  ["2024-12-01\n", false],
  ["../2024-12-01", false],
  ["", false],
])("whether %j is an API version: %p", (text, expected) => {
  expect(isApiVersion(text)).toBe(expected);
});
