import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Project } from "./project.js";
import { runInBrowser } from "./runners/browser.js";
import { runAsProgram } from "./runners/program.js";
import { runInWorkerd } from "./runners/workerd.js";
import type { Rules, Scene } from "./scene.js";
import type { Report } from "./suite/setting.js";

/** Where the runtimes are that come from npm: a package of its own, which is installed on first use. */
export const toolsFolder = fileURLToPath(new URL("tools", import.meta.url));

/** Runs the suite in a runtime. */
export type Run = (command: string, scene: Scene, project: Project) => Promise<Report>;

/** A runtime on which the package is said to work. */
export interface Runtime {
  /** What `--only` takes. */
  id: string;
  name: string;
  /** Its program: below the modules of the tools folder, or where a system package puts it. */
  command: string;
  /** What to do where it is missing. */
  repair: string;
  run: Run;
  rules: Rules;
  /** Why it is left out with the newest Azure core packages, where it cannot use them. */
  lockedOnly?: string;
}

const fromTools = "npm ci --prefix test/runtimes/tools (packages for Linux on x64)";

/** A send goes out once. A client keeps 50 connections at the most; the suite has others, whose last ones may still be there. */
const usual: Rules = { lostSends: 1, connections: 60 };

const node = (major: number): Runtime => ({
  id: `node${major}`,
  name: `Node ${major}`,
  command: `node${major}/bin/node`,
  repair: fromTools,
  run: runAsProgram(),
  rules: usual,
});

/** What Deno must be allowed; README.md of this folder says why. */
export const denoFlags = ["--allow-net=127.0.0.1", "--allow-env", "--allow-sys=osRelease"];

/** A browser itself sends once more what was lost on a connection that it had used before. */
const inBrowser: Rules = { lostSends: 2, connections: 20 };

export const runtimes: readonly Runtime[] = [
  { ...node(20), lockedOnly: "they ask for Node 22" },
  node(22),
  node(24),
  node(26),
  {
    id: "bun",
    name: "Bun",
    command: "@oven/bun-linux-x64/bin/bun",
    repair: fromTools,
    run: runAsProgram("run", "--no-install"),
    rules: usual,
  },
  {
    id: "deno",
    name: "Deno",
    command: "@deno/linux-x64-glibc/deno",
    repair: fromTools,
    run: runAsProgram("run", "--no-prompt", "--no-lock", ...denoFlags),
    rules: usual,
  },
  {
    id: "workerd",
    name: "workerd",
    command: "@cloudflare/workerd-linux-64/bin/workerd",
    repair: fromTools,
    run: runInWorkerd,
    rules: usual,
  },
  {
    id: "chromium",
    name: "Chromium",
    command: "/usr/bin/chromium",
    repair: "apt-get install chromium",
    run: runInBrowser((profile) => [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      `--user-data-dir=${profile}`,
    ]),
    rules: inBrowser,
  },
  {
    id: "firefox",
    name: "Firefox",
    command: "/usr/bin/firefox-esr",
    repair: "apt-get install firefox-esr",
    run: runInBrowser((profile) => ["--headless", "--no-remote", "--profile", profile]),
    rules: inBrowser,
  },
];

/** Where a runtime's program is, or nothing where it is missing. */
export function locate({ command }: Runtime): string | undefined {
  const file = path.isAbsolute(command) ? command : path.join(toolsFolder, "node_modules", command);
  return existsSync(file) ? file : undefined;
}

/** The version that a program says it has. */
export function versionOf(command: string): string {
  const { stdout } = spawnSync(command, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return /\d[\w.-]+/.exec(stdout ?? "")?.[0] ?? "of unknown version";
}
