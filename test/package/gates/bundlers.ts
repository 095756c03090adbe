import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import type { Gate, GateProject } from "./gate.js";
import { importTool, runNode } from "./gate.js";

/** Bundles a file as an ES module, and returns what is wrong. */
type Bundle = (file: string, output: string) => Promise<string[]>;

const esbuildFor =
  (platform: "browser" | "node", conditions: string[] = []): Bundle =>
  async (file, output) => {
    const result = build({
      entryPoints: [file],
      outfile: output,
      bundle: true,
      format: "esm",
      platform,
      target: "es2022",
      conditions,
      logLevel: "silent",
    });
    try {
      const { warnings } = await result;
      // That an import is left out because the package says it may be is what the gate is about.
      return warnings.filter(({ id }) => id !== "ignored-bare-import").map(({ text }) => text);
    } catch (error) {
      return (error as { errors: { text: string }[] }).errors.map(({ text }) => text);
    }
  };

interface Rollup {
  rollup(options: object): Promise<{ write(options: object): Promise<unknown>; close(): Promise<void> }>;
}
interface NodeResolve {
  nodeResolve(options: object): object;
}

const rollup: Bundle = async (file, output) => {
  const tool = await importTool<Rollup>("rollup");
  const { nodeResolve } = await importTool<NodeResolve>("@rollup/plugin-node-resolve");
  const problems: string[] = [];
  const onwarn = ({ message, code }: { message: string; code: string }): void => {
    // Some modules of the Azure core packages import each other; they mean it, and it works.
    if (code !== "CIRCULAR_DEPENDENCY" && code !== "EMPTY_BUNDLE") problems.push(message);
  };
  const bundle = await tool.rollup({ input: file, plugins: [nodeResolve({ browser: true })], onwarn });
  await bundle.write({ file: output, format: "es" });
  await bundle.close();
  return problems;
};

interface Webpack {
  default(options: object, done: (error: Error | null, stats?: { toJson(what: object): Stats }) => void): void;
}
interface Stats {
  errors: { message: string }[];
  warnings: { message: string }[];
}

const webpackFor =
  (target: string): Bundle =>
  async (file, output) => {
    const tool = await importTool<Webpack>("webpack");
    const options = {
      mode: "production",
      // Small code is somebody else's test.
      optimization: { minimize: false },
      target,
      context: path.dirname(file),
      entry: file,
      experiments: { outputModule: true },
      output: { path: path.dirname(output), filename: path.basename(output), library: { type: "module" } },
      performance: false,
    };
    return new Promise((resolve, reject) => {
      tool.default(options, (error, stats) => {
        if (error !== null) return reject(error);
        const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
        return resolve([...errors, ...warnings].map(({ message }) => message));
      });
    });
  };

const bundlers: Record<string, Bundle> = {
  "esbuild for browsers": esbuildFor("browser"),
  "esbuild for workers": esbuildFor("browser", ["workerd", "worker", "browser"]),
  "esbuild for Node.js": esbuildFor("node"),
  "rollup for browsers": rollup,
  "webpack for browsers": webpackFor("web"),
  "webpack for workers": webpackFor("webworker"),
};

/** What is bundled: a program that imports and sends, the same with require, and one that uses nothing of the package. */
const programs = ["importing.mjs", "requiring.cjs", "empty.mjs"] as const;

/**
 * A bundle sends a message, is empty where nothing of the package is used, and holds nothing of Node unless it is for Node: then it
 * is an ES module all the same, in which `require` does not exist ("Dynamic require of "net" is not supported").
 */
export const bundling: Gate[] = Object.entries(bundlers).map(([name, bundle]) => ({
  name,
  async run(project) {
    const folder = path.join(project.folder, name.replaceAll(" ", "-"));
    mkdirSync(folder);
    const problems: string[] = [];
    const isForNode = name.endsWith("Node.js");
    for (const program of programs) {
      // Rollup takes CommonJS only with a plugin, and in an ES module for Node esbuild leaves out what CommonJS requires of Node.
      if (program === "requiring.cjs" && (bundle === rollup || isForNode)) continue;
      const [file, output] = [path.join(folder, program), path.join(folder, `${program}.bundle.mjs`)];
      writeFileSync(file, textOf(program, project));
      const complaints = await bundle(file, output);
      const found = complaints.length > 0 ? complaints : await look(program, output, project, isForNode);
      problems.push(...found.map((problem) => `${program}: ${problem}`));
    }
    return problems;
  },
}));

async function look(
  program: string,
  output: string,
  { entryPoints }: GateProject,
  isForNode: boolean,
): Promise<string[]> {
  const text = readFileSync(output, "utf8");
  if (program === "empty.mjs") {
    const rest = withoutFrame(text);
    return rest === "" ? [] : [`an import whose names are not used leaves behind: ${rest.slice(0, 200)}`];
  }
  // Node has all that the bundle needs but the global object's old name.
  const args = ["--import", "data:text/javascript,globalThis.self=globalThis", output];
  const { status, stdout, stderr } = await runNode(args, path.dirname(output));
  const sends = status === 0 && stdout.trim() === entryPoints.map(() => "202").join("\n");
  return [...(isForNode ? [] : nodeImports(text)), ...(sends ? [] : [`the bundle does not send: ${stderr || stdout}`])];
}

function textOf(program: (typeof programs)[number], { entryPoints, sink }: GateProject): string {
  if (program === "empty.mjs") return entryPoints.map((entry) => `import "${entry}";`).join("\n");
  const load = (entry: string, index: number): string =>
    program === "importing.mjs"
      ? `import { createWebPubSubClient as create${index} } from "${entry}";`
      : `const { createWebPubSubClient: create${index} } = require("${entry}");`;
  const send = (_: string, index: number): string =>
    `console.log((await create${index}("${sink}", { key: "fake" }).path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "x" })).status);`;
  return `${entryPoints.map(load).join("\n")}\n(async () => {\n${entryPoints.map(send).join("\n")}\n})();`;
}

/** Imports of Node's modules that are left in a bundle. */
function nodeImports(text: string): string[] {
  const names = [...text.matchAll(/(?:from\s*|import\s*|import\(|require\()["']([^"'./][^"']*)["']/g)].map(
    ([, name]) => name ?? "",
  );
  return [...new Set(names)]
    .filter((name) => name.startsWith("node:") || builtinModules.includes(name))
    .map((name) => `the bundle imports ${name}, which only Node has`);
}

/** Without comments and what bundlers write around nothing. */
const withoutFrame = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")
    .replaceAll(/"use strict";|export\s*\{\s*\};?|\(\(\) => \{\s*\}\)\(\);?|var __webpack_exports__ = \{\};?/g, "")
    .trim();
