/**
 * Starts AutoRest's extensions while its core is still being loaded. The core starts one after the other and only when it has
 * read its configuration, and waits for each.
 */
import childProcess from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ChildProcess, SpawnOptions } from "node:child_process";

/**
 * Starts the extensions, each in its folder by the `start` script of its `package.json`, as the core does. When the core then
 * asks for one of them, it is given the process that is there; whatever else it starts, it starts itself.
 *
 * @param folders - those of the extensions' packages
 */
export function startExtensions(folders: readonly string[]) {
  const started = new Map(folders.map((folder) => [folder, startExtension(folder)]));
  const { spawn } = childProcess;
  // The core reads this member at each call, and there is no other place where it would take a process that is there.
  childProcess.spawn = ((command: string, args: readonly string[], options: SpawnOptions) => {
    const child = takeStarted(started, args, options);
    return child ?? spawn(command, args, options);
  }) as typeof spawn;
}

/** The part of a package's `start` script that follows `node`. */
function startArguments(folder: string): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    scripts: { start: string };
  };
  return scripts.start.split(" ").slice(1);
}

function startExtension(folder: string): { child: ChildProcess; args: string[] } {
  const args = startArguments(folder);
  const child = childProcess.spawn(process.execPath, args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  // The core listens to the one that it takes; without a listener an error would end this process.
  child.on("error", () => undefined);
  return { child, args };
}

/** The process for these arguments in this folder, once, and only while it runs. */
function takeStarted(
  started: Map<string, { child: ChildProcess; args: string[] }>,
  args: readonly string[],
  { cwd }: SpawnOptions = {},
): ChildProcess | undefined {
  const known = typeof cwd === "string" ? started.get(cwd) : undefined;
  if (known === undefined || known.args.join(" ") !== args.join(" ")) return undefined;
  started.delete(String(cwd));
  return known.child.exitCode === null && known.child.signalCode === null ? known.child : undefined;
}
