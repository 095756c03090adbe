import { expect, test } from "@jest/globals";
import { build } from "esbuild";
import { root } from "../../scripts/root.js";

/** Which files of the built package a program carries along that imports this of the latest version, and uses it. */
async function filesOf(names: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `import { ${names} } from "web-pubsub-rest/2024-12-01"; use(${names});`, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  const carried = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return carried.flatMap(([file]) => /dist\/esm\/(.*)\.js$/.exec(file)?.[1] ?? []);
}

const sending = /^src\/transport\/|Pipeline|Policy$/;
const tokensOfEntraId = /^src\/credential\/bearerTokens$/;

test.each([
  ["paginate", sending],
  ["buildSendToAllRequest", sending],
  ["isUnexpected", sending],
  ["createRestError", sending],
  ["getClientAccessToken", sending],
  ["odata", /^src\/(?!odata)|^generated\/(?!runtime\/(?:invalidArgument|date|printable))/],
  ["createWebPubSubClientFromConnectionString", tokensOfEntraId],
])("a program that uses %s alone carries nothing of %s", async (names, others) => {
  const files = await filesOf(names);
  expect(files).not.toEqual([]);
  expect(files.filter((file) => others.test(file))).toEqual([]);
});

test("a program that gives a credential carries what each kind of it needs, and one version of the API", async () => {
  const files = await filesOf("createWebPubSubClient");
  expect(files.filter((file) => tokensOfEntraId.test(file))).not.toEqual([]);
  expect(files.filter((file) => /20\d\d-\d\d-\d\d/.test(file) && !file.includes("2024-12-01"))).toEqual([]);
});
