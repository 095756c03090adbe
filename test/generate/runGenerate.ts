import { fork, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/root.js";

type Script = "generate" | "checkGenerated" | "addVersion";

/** A folder for one test file, outside the repository. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-generate-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs one of the generation scripts of a repository, ours unless another is named. */
export function runScript(script: Script, args: string[] = [], repository = root) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repository, "scripts/bootstrap/run.mjs"), script, ...args],
    { encoding: "utf8" },
  );
  return { status, output: `${stdout}${stderr}` };
}

/** Like runScript, and shows what the script prints while it runs: for what may have to install something first. */
export function runScriptShown(script: Script, args: string[]) {
  return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "scripts/bootstrap/run.mjs"), script, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 280_000,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk;
        process.stderr.write(chunk);
      });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, output }));
  });
}

/**
 * A process that runs `npm run generate` as often as it is asked: what it has loaded, the TypeSpec compiler and AutoRest among
 * it, serves the next run as well. For what does not depend on the process being a new one.
 */
export function keepGenerate(): {
  generate(args: string[]): Promise<{ status: number; output: string }>;
  stop(): void;
} {
  const script = path.join(root, "scripts/bootstrap/run.mjs");
  const child = fork(script, ["../test/generate/answerRuns"], {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  interface Reply {
    id: number;
    result: { status: number; output: string };
    error?: string;
  }
  let next = 0;
  return {
    generate: (args) =>
      new Promise((resolve, reject) => {
        const id = next++;
        const settle = (act: () => void) => {
          child.off("exit", exit).off("message", read);
          act();
        };
        const exit = (code: number | null) =>
          settle(() => reject(new Error(`The process that generates ended with exit code ${code}.`)));
        // Of a test that took too long, the answer may come when another one asks.
        const read = (reply: Reply) => {
          if (reply.id !== id) return;
          settle(() => (reply.error === undefined ? resolve(reply.result) : reject(new Error(reply.error))));
        };
        child.on("exit", exit).on("message", read as (message: unknown) => void);
        child.send({ id, question: "generate", argument: args });
      }),
    stop: () => void child.kill(),
  };
}

/** What generation, add-version and the build read and write. */
const parts = [
  "api-extractor.json",
  "autorest.md",
  "generated",
  "package.json",
  "scripts",
  "src",
  "swagger",
  "test/api",
  "test/local-service",
  "test/swagger/contracts",
  "tsconfig.base.json",
  "tsconfig.cjs.json",
  "tsconfig.cjs.node.json",
  "tsconfig.json",
  "tsconfig.node.json",
];

/** Copies the repository, so that a test may change it. What is installed is shared. */
export function copyRepository(target: string): void {
  for (const part of parts) {
    cpSync(path.join(root, part), path.join(target, part), {
      recursive: true,
      // Whether something must be installed anew is told by times.
      preserveTimestamps: true,
      filter: (source) => !["dist", "node_modules"].includes(path.basename(source)),
    });
  }
  for (const modules of ["node_modules", "scripts/apiExtractor/node_modules", "scripts/typespec/node_modules"]) {
    if (existsSync(path.join(root, modules)))
      symlinkSync(path.join(root, modules), path.join(target, modules), "junction");
  }
}
