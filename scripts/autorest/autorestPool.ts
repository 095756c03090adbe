/**
 * Processes that render with AutoRest. One that has done its work is kept for the next document, and ends by itself soon
 * after the last, or with the process that uses it.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../root.js";
import type { ChildProcess } from "node:child_process";

/** A message of AutoRest or of an extension; the places are those in the document. */
export interface LogEntry {
  level: string;
  message: string;
  source: { document: string; position: { line?: number; column?: number } }[];
}

export interface Answer {
  files: [string, string][];
  log: LogEntry[];
  /** Why it gave up, if it did. */
  failure?: string;
  /** AutoRest did not end by itself. */
  stuck?: true;
}

interface Worker {
  child: ChildProcess;
  folder: string;
  timer?: NodeJS.Timeout;
}

const script = path.join(root, "scripts/bootstrap/run.mjs");

/** Longest time that one document may take, in milliseconds. */
const timeLimit = 180_000;

/** How long a process waits for another document, in milliseconds. */
const idleTime = 3000;

const idle: Worker[] = [];

/**
 * Has one of the processes render a document; another is started when all are at work.
 *
 * @param settings - AutoRest's, on top of those of autorest.md
 * @throws Error when the process does not answer
 */
export async function renderInPool(settings: Record<string, unknown>): Promise<Answer> {
  const worker = takeIdle() ?? startWorker();
  hold(worker, true);
  try {
    const answer = await ask(worker, settings);
    // What AutoRest was still at work on would go on beside the next document.
    if (answer.stuck) stopWorker(worker);
    else keep(worker);
    return answer;
  } catch (error) {
    stopWorker(worker);
    throw error;
  }
}

/** An idle process that is still there. */
function takeIdle(): Worker | undefined {
  for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
    clearTimeout(worker.timer);
    if (worker.child.connected) return worker;
    stopWorker(worker);
  }
  return undefined;
}

function startWorker(): Worker {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-"));
  const child = fork(script, ["autorest/autorestProcess"], {
    cwd: root,
    // A group of its own, so that the processes that AutoRest starts end with it.
    detached: process.platform !== "win32",
    execArgv: [],
    env: { ...process.env, "autorest.home": folder, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Without a listener, an error between two documents would end this process.
  child.on("error", () => undefined);
  return { child, folder };
}

function ask({ child }: Worker, settings: Record<string, unknown>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const listeners = {
      message: (answer: Answer) => end(() => resolve(answer)),
      error: (error: Error) => fail(`AutoRest could not be started: ${error.message}`),
      exit: (code: number | null, signal: string | null) =>
        fail(`AutoRest ended ${signal === null ? `with exit code ${code}` : `by ${signal}`} and without a message.`),
    };
    const timer = setTimeout(() => fail(`AutoRest did not finish within ${timeLimit / 1000} s.`), timeLimit);
    const fail = (message: string) => end(() => reject(new Error(message)));
    function end(settle: () => void) {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) child.off(event, listener);
      settle();
    }
    for (const [event, listener] of Object.entries(listeners)) child.on(event, listener);
    child.send(settings);
  });
}

/** Keeps a process for a while, without keeping this process from ending. */
function keep(worker: Worker) {
  hold(worker, false);
  idle.push(worker);
  worker.timer = setTimeout(() => {
    idle.splice(idle.indexOf(worker), 1);
    stopWorker(worker);
  }, idleTime);
  worker.timer.unref();
}

/** @param held - whether this process has to wait for it */
function hold({ child }: Worker, held: boolean) {
  const change = held ? "ref" : "unref";
  child[change]();
  child.channel?.[change]();
}

function stopWorker({ child, folder }: Worker) {
  hold({ child, folder }, false);
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
