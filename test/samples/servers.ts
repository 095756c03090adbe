import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";

/** A sample that runs. */
export interface Server {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  stop(): void;
}

/**
 * Runs a program that prints where it listens.
 *
 * @throws Error with what else it printed, where it ends first
 */
export async function runServer(
  command: string,
  args: string[],
  folder: string,
  connectionString: string,
): Promise<Server> {
  const { PATH } = process.env;
  const env = { PATH, HOME: folder, NO_COLOR: "1", PORT: "0", WEB_PUBSUB_CONNECTION_STRING: connectionString };
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: unknown): void => {
      output += String(chunk);
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? [];
      if (found !== undefined && output.includes("\n")) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`ended with ${String(code)}: ${output}`)));
  });
  return { url, stop: () => child.kill("SIGKILL") };
}

/** The arguments that the first lines of a sample give to a program: of `node express.mjs`, `["express.mjs"]`. */
export function argumentsOf(folder: string, sample: string, program: string): string[] {
  const text = readFileSync(path.join(folder, sample), "utf8");
  const [, line] = new RegExp(`^//.*\\b${program} (.*${sample.replace(".", "\\.")})`, "m").exec(text) ?? [];
  if (line === undefined) throw new Error(`The first lines of ${sample} say not how ${program} runs it.`);
  return line.split(" ");
}

/** Compiles a sample for Node.js and calls it from a web server that stands in for its host. */
export async function runRoute(folder: string, connectionString: string): Promise<Server> {
  await build({ entryPoints: [path.join(folder, "nextRoute.ts")], outfile: path.join(folder, "nextRoute.mjs") });
  return runServer(process.execPath, ["routeHost.mjs"], folder, connectionString);
}

/** Compiles the functions to CommonJS, as their project does, and calls them from a web server that stands in for their host. */
export async function runFunctions(folder: string, connectionString: string): Promise<Server> {
  const outfile = path.join(folder, "azureFunctions.cjs");
  await build({ entryPoints: [path.join(folder, "azureFunctions.ts")], outfile, format: "cjs" });
  return runServer(process.execPath, ["functionsHost.mjs"], folder, connectionString);
}

/** Bundles the worker with the conditions of Cloudflare's own tools, and runs it in workerd without compatibility flags. */
export async function runWorker(command: string, folder: string, connectionString: string): Promise<Server> {
  const sample = path.join(folder, "cloudflareWorker.ts");
  const [, day = ""] = /--compatibility-date (\S+)/.exec(readFileSync(sample, "utf8")) ?? [];
  await build({
    entryPoints: [sample],
    outfile: path.join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
  });
  writeFileSync(
    path.join(folder, "workerd.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "sample", worker = .sample),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "sample")],
);
const sample :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${day}",
  bindings = [(name = "WEB_PUBSUB_CONNECTION_STRING", text = ${JSON.stringify(connectionString)})],
);
`,
  );
  const stdio = ["ignore", "ignore", "inherit", "pipe"] as const;
  const child = spawn(command, ["serve", "workerd.capnp", "--control-fd=3"], { cwd: folder, stdio: [...stdio] });
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const { event, port } = JSON.parse(line) as { event: string; port: number };
    if (event === "listen") return { url: `http://127.0.0.1:${port}`, stop: () => child.kill("SIGKILL") };
  }
  throw new Error("workerd did not say where it listens");
}
