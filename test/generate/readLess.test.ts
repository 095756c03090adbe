import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../../scripts/root.js";

/**
 * What AutoRest says that it reads of its default configuration, by file name, and the steps that it then knows. In a process of
 * its own: AutoRest's core keeps one from ending.
 */
function readConfiguration(prepare: string): { files: string[]; steps: string[] } {
  const script = `
    import { createRequire } from "node:module";
    import path from "node:path";
    import { pathToFileURL } from "node:url";
    import { require as load } from "tsx/cjs/api";
    const require = createRequire(path.resolve("package.json"));
    const { AutoRest } = require("@autorest/core");
    const { readLess } = load("./scripts/autorest/readLess.ts", path.resolve("package.json"));
    const messages = [];
    const sink = { log: ({ message }) => messages.push(message), startProgress: () => ({}) };
    const autorest = new AutoRest(sink, undefined, pathToFileURL("autorest.md").href);
    const use = ["@autorest/modelerfour", "@autorest/typescript"].map((name) => path.resolve("node_modules", name));
    autorest.AddConfiguration({ tag: "2020-10-01", verbose: true, use });
    ${prepare}
    const view = await autorest.view;
    const files = messages.map((message) => /Including .*resources\\/([\\w-]+)\\.md/.exec(message)?.[1]).filter(Boolean);
    process.stdout.write(JSON.stringify({ files, steps: Object.keys(view.GetEntry("pipeline")) }), () => process.exit());`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: path.resolve(root),
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  if (!stdout.startsWith("{")) throw new Error(`The configuration could not be read.\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

test("AutoRest reads of its default configuration what concerns documents and models, and no more", () => {
  const whole = readConfiguration("");
  expect(whole.files).toContain("plugin-python");
  const less = readConfiguration("readLess(autorest.fileSystem); readLess(autorest.fileSystem);");
  expect(less.files).toEqual(["default-configuration", "pipeline", "loader-openapi", "plugin-validators"]);
  expect(less.steps.length).toBeGreaterThan(20);
  // What is gone are steps of other generators.
  const gone = whole.steps.filter((step) => !less.steps.includes(step));
  expect(gone.filter((step) => /^(openapi|swagger)-document/.test(step))).toEqual([]);
}, 60_000);
