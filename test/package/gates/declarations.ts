import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Gate, GateProject } from "./gate.js";
import { runNode, toolFile } from "./gate.js";

const require = createRequire(import.meta.url);

/** The oldest compiler that the declarations are made for, the last of each line, and the newest. */
const compilers: Record<string, string> = {
  "5.4": path.join(path.dirname(require.resolve("typescript-5.4/package.json")), "bin/tsc"),
  "5.9": toolFile("typescript-5.9", "bin/tsc"),
  "6": toolFile("typescript-6", "bin/tsc"),
  "7": path.join(path.dirname(require.resolve("typescript/package.json")), "bin/tsc"),
};

const modes = {
  node16: { module: "Node16", moduleResolution: "Node16" },
  nodenext: { module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { module: "ESNext", moduleResolution: "Bundler" },
  // How compilers before 5.0 and projects with "module": "commonjs" resolve.
  node10: { module: "CommonJS", moduleResolution: "Node10" },
};

/** The declarations, compiled alone: without @types/node, and with a look into every declaration file of ours. */
export const declarations: Gate[] = Object.keys(compilers).map((version) => ({
  name: `declarations, TypeScript ${version}`,
  async run(project) {
    const problems: string[] = [];
    for (const mode of Object.keys(modes) as (keyof typeof modes)[]) {
      // TypeScript 6 gave that resolution up.
      if (mode === "node10" && Number(version) >= 6) continue;
      for (const problem of await compile(project, version, mode)) problems.push(`${mode}: ${problem}`);
    }
    return problems;
  },
}));

async function compile(project: GateProject, version: string, mode: keyof typeof modes): Promise<string[]> {
  const folder = path.join(project.folder, `types-${version}-${mode}`);
  mkdirSync(folder);
  // In the modes of Node, one file imports the ES modules and the other requires CommonJS.
  const files = mode.startsWith("node") && mode !== "node10" ? ["consumer.mts", "consumer.cts"] : ["consumer.ts"];
  for (const file of files) writeFileSync(path.join(folder, file), consumer(project.entryPoints));
  const compilerOptions = {
    ...modes[mode],
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    declaration: true,
    outDir: "out",
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { status, stdout } = await runNode(
    [compilers[version] ?? "", "-p", folder, "--pretty", "false"],
    project.folder,
  );
  // Declarations of other packages are theirs to mend.
  const messages = stdout.split("\n").filter((line) => /^\S.*(error TS)/.test(line));
  const ours = messages.filter((line) => /^types-|node_modules\/web-pubsub-rest\/|^error TS/.test(line));
  return status !== 0 && messages.length === 0 ? [stdout.trim() || "the compiler failed"] : ours;
}

/** A compiler that stumbles over the declarations of the core library is told which one is needed. */
export const oldCompiler: Gate = {
  name: "declarations, TypeScript 4.9 refused",
  async run(project) {
    const folder = path.join(project.folder, "types-4.9");
    mkdirSync(folder);
    const files = project.entryPoints.map((entry, index) => {
      const file = path.join(folder, `consumer${index}.mts`);
      const text = `import { createWebPubSubClient } from "${entry}";\ncreateWebPubSubClient("https://a.example");\n`;
      writeFileSync(file, text);
      return file;
    });
    const problems: string[] = [];
    for (const options of [
      ["--module", "node16", "--moduleResolution", "node16"],
      ["--module", "commonjs", "--moduleResolution", "node"],
    ]) {
      const settings = ["--target", "es2022", ...options, "--skipLibCheck", "--noEmit", "--pretty", "false"];
      const { stdout } = await runNode([toolFile("typescript-4.9", "bin/tsc"), ...settings, ...files], folder);
      const told = stdout.match(/"web-pubsub-rest needs TypeScript 5\.4 or later"/g) ?? [];
      if (told.length !== files.length) problems.push(`${options.join(" ")}: ${stdout.trim() || "nothing was said"}`);
    }
    return problems;
  },
};

/** Uses each entry point, and shows its types in declarations of its own. */
function consumer(entryPoints: string[]): string {
  return entryPoints
    .map(
      (entry, index) => `
import * as sdk${index} from "${entry}";
export const client${index} = sdk${index}.createWebPubSubClient("https://a.example", { key: "fake" });
export const error${index} = (response: Parameters<typeof sdk${index}.createRestError>[0]) => sdk${index}.createRestError(response);
export async function send${index}(body: string, abortSignal: AbortSignal) {
  const path = client${index}.path("/api/hubs/{hub}/:send", "chat");
  const answer = await path.post({ contentType: "text/plain", body, abortSignal });
  if (sdk${index}.isUnexpected(answer)) throw sdk${index}.createRestError(answer);
  return answer.status satisfies "202";
}
export const request${index} = sdk${index}.buildSendToAllRequest("chat", { contentType: "text/plain", body: "x" });
export const access${index} = () => sdk${index}.getClientAccessToken(client${index}, "chat", { userId: "ada" });
`,
    )
    .join("");
}
