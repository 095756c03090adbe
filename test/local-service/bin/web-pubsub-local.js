#!/usr/bin/env node
// A file of its own, not built, because npm links a command only if its file exists when it installs.
import { existsSync } from "node:fs";

const built = new URL("../dist/runCli.js", import.meta.url);
if (!existsSync(built)) {
  console.error("web-pubsub-local is not built yet.\nRun: npm run build");
  process.exit(1);
}
const { runCli } = await import(built.href);

const { stdout, stderr, env } = process;
// Nobody may be reading any more, as behind "| head -1". The service goes on.
for (const stream of [stdout, stderr]) stream.on("error", () => undefined);

/** Under npx one Ctrl+C arrives twice, from the terminal and from npm. Within this many milliseconds, two are one. */
const sameSignal = 100;
const controller = new AbortController();
let first;
for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
]) {
  process.on(signal, () => {
    first ??= performance.now();
    controller.abort();
    if (performance.now() - first > sameSignal) process.exit(128 + number);
  });
}
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, env, signal: controller.signal });
