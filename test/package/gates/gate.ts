import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { spawn } from "node:child_process";
import type { PackedPackage } from "../../../scripts/pack/packPackage.js";

/** Where the tools of the gates are: a package of its own, which is installed on first use. */
export const toolsFolder = fileURLToPath(new URL("../tools", import.meta.url));

/** A project that has installed the packed package, as it is before any gate has run. */
export interface GateProject extends PackedPackage {
  folder: string;
  /** The entry points, as they are imported: `web-pubsub-rest`, `web-pubsub-rest/2024-12-01`, ... */
  entryPoints: string[];
  /** Where a loopback server answers each send with 202. */
  sink: string;
}

/** One thing that must be true of the packed package. */
export interface Gate {
  name: string;
  /** @returns what is wrong, one sentence or message each; nothing where all is well */
  run(project: GateProject): Promise<string[]>;
}

const requireTool = createRequire(path.join(toolsFolder, "package.json"));

/** Imports a module of the tools folder. It is not known to the compiler here, since it is installed on first use. */
export async function importTool<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(requireTool.resolve(name)).href)) as T;
}

/** The file of a command-line tool of the tools folder. */
export function toolFile(packageName: string, file: string): string {
  return path.join(toolsFolder, "node_modules", packageName, file);
}

/** What a program wrote, and how it ended. */
export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a JavaScript file with this Node, or with another program. */
export async function runNode(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    return text;
  };
  const status = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { status: await status, stdout, stderr };
}
