/**
 * npm test and npm run test:generator: check the types of everything, then run tests. The last line says how many passed and
 * failed. Those of the generator and its tools start AutoRest, compilers and npm hundreds of times: they are for who changes
 * these, and for CI.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { installExtractor } from "./apiExtractor/loadExtractor.js";
import { root } from "./root.js";
import { runFile, runTool, toolFile } from "./runTool.js";

/** All tests are one: those of the local service begin with the same libraries. */
const projects = ["scripts", "test", "test/local-service/tsconfig.page.json"];

/** Where the packed package is installed, once for all the test files that copy it. */
const packed = path.join(root, "dist/.packed");

/** Where the tests of the generator and its tools lie. */
const ofGenerator = [
  "scripts/rlc-common/test/",
  "test/conformance/",
  "test/diff/",
  "test/generate/",
  "test/versions/",
  "test/wire/",
];

/** Those among them that report the public API of a copy of the repository. */
const ofSurface = ["test/diff/", "test/generate/", "test/versions/"];

/** Options of Jest whose value is an argument of its own, and no file. */
const withValue = /^(?:-[tw]|--(?:maxWorkers|outputFile|seed|shard|testNamePattern|testTimeout))$/;

export async function main(args: string[]): Promise<number> {
  const isForGenerator = args.includes("--generator");
  const asked = args.filter((argument) => argument !== "--generator");
  const namesFiles = asked.some(
    (argument, index) => !argument.startsWith("-") && !withValue.test(asked[index - 1] ?? ""),
  );
  let reportsSurface = isForGenerator && !namesFiles;
  if (namesFiles) {
    // Asked before the types are checked, and because Jest would answer with all of its settings.
    const list = [toolFile("jest", "jest"), "--listTests", "--passWithNoTests", ...asked];
    const { status, stdout } = spawnSync(process.execPath, list, { cwd: root, encoding: "utf8" });
    if (status === 0 && stdout.trim() === "") {
      console.error(`\nNo test file matches ${asked.join(" ")}. They lie in test/ and scripts/ and end in .test.ts.`);
      console.error("All of them: npm test; those of a folder: npm test -- test/http");
      return 1;
    }
    reportsSurface = ofSurface.some((folder) => stdout.replaceAll(path.sep, "/").includes(`/${folder}`));
  }
  // Here, once: several of these test files would install it at the same time. A list runs none of them.
  if (reportsSurface && !asked.includes("--listTests") && !installExtractor()) return 1;

  console.log("Checking types");
  const isWhole = !isForGenerator && !namesFiles;
  // npm takes its time to pack, and uses one processor: the types are checked meanwhile.
  const [typesFit, isPacked] = await Promise.all([checkTypes(), !isWhole || installPacked()]);
  if (!typesFit || !isPacked) return 1;

  // msw and its dependencies are ES modules, which Jest takes with the first flag alone; the second, which Node has since
  // 20.11, silences the warning about the first.
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const known = flags.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag.split("=")[0] ?? ""));
  const NODE_OPTIONS = [process.env["NODE_OPTIONS"], ...known].filter(Boolean).join(" ");
  if (namesFiles) return await runTool("jest", "jest", asked, { NODE_OPTIONS });
  if (isForGenerator) return await runTool("jest", "jest", [...asked, ...ofGenerator], { NODE_OPTIONS });
  const left = ["/node_modules/", "/dist/", ...ofGenerator.map((folder) => `<rootDir>/${folder}`)];
  return await runTool("jest", "jest", [...asked, ...left.map((pattern) => `--testPathIgnorePatterns=${pattern}`)], {
    NODE_OPTIONS,
    WEB_PUBSUB_REST_PACKED: packed,
    TESTS_ELSEWHERE: "The generator and its tools have tests of their own: npm run test:generator",
  });
}

/** Checks the types of every project, and says where they do not fit. */
async function checkTypes(): Promise<boolean> {
  for (const project of projects) {
    // What was found last time is kept, by the contents of the files, so that only what has changed is checked again.
    const state = `dist/.types/${project.replace(/\W+/g, "-")}.tsbuildinfo`;
    const incremental = ["--project", project, "--incremental", "--tsBuildInfoFile", state];
    // Each further checker of a project goes through the same libraries once more.
    if ((await runTool("typescript", "tsc", [...incremental, "--checkers", "1"])) !== 0) {
      console.error(`\nThe types in ${project} do not fit. Mend what the compiler names above, then run: npm test`);
      return false;
    }
  }
  return true;
}

/** Packs the package and installs it for the tests. */
async function installPacked(): Promise<boolean> {
  rmSync(packed, { recursive: true, force: true });
  return (await runFile("scripts/bootstrap/run.mjs", ["pack/installForTests", packed])) === 0;
}
