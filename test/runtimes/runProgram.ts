import { spawn } from "node:child_process";
import type { SpawnOptions } from "node:child_process";

/** How long a program may take. */
const limitInSeconds = 180;

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to standard output
 * @throws Error with what it wrote to standard error, where it wrote any or did not end well
 */
export async function runProgram(command: string, args: string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const timer = setTimeout(() => child.kill("SIGKILL"), limitInSeconds * 1000);
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => resolve(exitCode ?? signal));
  }).finally(() => clearTimeout(timer));
  const complaint = (await stderr).trim();
  if (code === "SIGKILL") throw new Error(`was not done after ${limitInSeconds} s: ${complaint}`);
  if (code !== 0 || complaint !== "") throw new Error(`ended with ${String(code)}: ${complaint || (await stdout)}`);
  return stdout;
}

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
