import { main as generate } from "../../scripts/generate.js";
import { listenToParent } from "../../scripts/childProcess.js";

/**
 * For `keepGenerate`, through scripts/bootstrap/run.mjs: runs `npm run generate` again and again in this process, each time
 * with the arguments that it is given, and answers with the exit code and what was printed.
 */
export async function main(): Promise<number> {
  // One after the other: each is given what it prints itself.
  let last: Promise<unknown> = Promise.resolve();
  listenToParent({
    generate(args) {
      const run = last.then(() => runOnce(args as string[]));
      last = run.catch(() => undefined);
      return run;
    },
  });
  return 0;
}

async function runOnce(args: string[]): Promise<{ status: number; output: string }> {
  let output = "";
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams) {
    stream.write = ((chunk: string | Uint8Array) => {
      output += String(chunk);
      return true;
    }) as typeof stream.write;
  }
  try {
    return { status: await generate(args), output };
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
}
