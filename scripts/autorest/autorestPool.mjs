/**
 * Processes that render with AutoRest. One that has done its work is kept for the next document, and ends by itself soon
 * after the last, or with the process that uses it.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./root.mjs";

/**
 * A message of AutoRest or of an extension; the places are those in the document.
 *
 * @typedef {{
 *   level: string, message: string, source: { document: string, position: { line?: number, column?: number } }[],
 * }} LogEntry
 */

/** @typedef {{ files: [string, string][], log: LogEntry[], failure?: string }} Answer - failure: why it gave up, if it did */

/** @typedef {{ child: import("node:child_process").ChildProcess, folder: string, timer?: NodeJS.Timeout }} Worker */

const script = fileURLToPath(new URL("autorestProcess.mjs", import.meta.url));

/** Longest time that one document may take, in milliseconds. */
const timeLimit = 180_000;

/** How long a process waits for another document, in milliseconds. */
const idleTime = 3000;

/** @type {Worker[]} */
const idle = [];

/**
 * Has one of the processes render a document; another is started when all are at work.
 *
 * @param {Record<string, unknown>} settings - AutoRest's, on top of those of autorest.md
 * @returns {Promise<Answer>}
 * @throws Error when the process does not answer
 */
export async function renderInPool(settings) {
  const worker = takeIdle() ?? startWorker();
  hold(worker, true);
  try {
    const answer = await ask(worker, settings);
    if (answer.failure === undefined) keep(worker);
    // It might not be in order any more.
    else stopWorker(worker);
    return answer;
  } catch (error) {
    stopWorker(worker);
    throw error;
  }
}

/** An idle process that is still there. @returns {Worker | undefined} */
function takeIdle() {
  for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
    clearTimeout(worker.timer);
    if (worker.child.connected) return worker;
    stopWorker(worker);
  }
  return undefined;
}

/** @returns {Worker} */
function startWorker() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-"));
  const child = fork(script, {
    cwd: root,
    // A group of its own, so that the processes that AutoRest starts end with it.
    detached: process.platform !== "win32",
    execArgv: [],
    env: { ...process.env, "autorest.home": folder, TMPDIR: folder, TEMP: folder, TMP: folder, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Without a listener, an error between two documents would end this process.
  child.on("error", () => undefined);
  return { child, folder };
}

/** @param {Worker} worker @param {Record<string, unknown>} settings @returns {Promise<Answer>} */
function ask({ child }, settings) {
  return new Promise((resolve, reject) => {
    const listeners = {
      message: (/** @type {Answer} */ answer) => end(() => resolve(answer)),
      error: (/** @type {Error} */ error) => fail(`AutoRest could not be started: ${error.message}`),
      exit: (/** @type {number | null} */ code, /** @type {string | null} */ signal) =>
        fail(`AutoRest ended ${signal === null ? `with exit code ${code}` : `by ${signal}`} and without a message.`),
    };
    const timer = setTimeout(() => fail(`AutoRest did not finish within ${timeLimit / 1000} s.`), timeLimit);
    /** @param {string} message */
    const fail = (message) => end(() => reject(new Error(message)));
    /** @param {() => void} settle */
    function end(settle) {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) child.off(event, listener);
      settle();
    }
    for (const [event, listener] of Object.entries(listeners)) child.on(event, listener);
    child.send(settings);
  });
}

/** Keeps a process for a while, without keeping this process from ending. @param {Worker} worker */
function keep(worker) {
  hold(worker, false);
  idle.push(worker);
  worker.timer = setTimeout(() => {
    idle.splice(idle.indexOf(worker), 1);
    stopWorker(worker);
  }, idleTime);
  worker.timer.unref();
}

/** @param {Worker} worker @param {boolean} held - whether this process has to wait for it */
function hold({ child }, held) {
  const change = held ? "ref" : "unref";
  child[change]();
  child.channel?.[change]();
}

/** @param {Worker} worker */
function stopWorker({ child, folder }) {
  hold({ child, folder }, false);
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
