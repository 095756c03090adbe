import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Run } from "../runtimes.js";

const limitInSeconds = 180;

/**
 * Opens the page that runs the suite in a browser without a window. The page itself sends the report, so any browser will
 * do, and none needs a driver.
 */
export function runInBrowser(args: (profile: string) => string[]): Run {
  return async (command, { front, setting }, project) => {
    const script = await project.bundle("page");
    const report = front.servePage(script, setting);
    const profile = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-browser-"));
    const browser = spawn(command, [...args(profile), `${front.endpoint}/`], {
      stdio: "ignore",
      env: { ...process.env, HOME: profile },
      // In a group of its own: browsers are made of several processes, which end together.
      detached: true,
    });
    const gone = new Promise<never>((_, reject) => {
      browser.on("error", reject);
      browser.on("exit", (code) => reject(new Error(`ended with ${String(code)} before the page had reported`)));
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no report after ${limitInSeconds} s`)), limitInSeconds * 1000);
    });
    try {
      return await Promise.race([report, gone, late]);
    } finally {
      clearTimeout(timer);
      gone.catch(() => undefined);
      await endGroup(browser.pid, browser.exitCode);
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  };
}

async function endGroup(pid: number | undefined, exitCode: number | null): Promise<void> {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
