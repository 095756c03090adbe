#!/usr/bin/env node
// A file of its own, not built, because npm links a command only if its file exists when it installs.
import { runCli } from "../dist/runCli.js";

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort());
const { stdout, stderr } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, signal: controller.signal });
