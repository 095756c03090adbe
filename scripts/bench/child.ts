import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process that answers questions, one after the other. */
export interface Child {
  /** The process's id. */
  readonly pid: number;
  /**
   * @param question - the name of one of the functions that the child was given
   * @param argument - any value that JSON can hold
   */
  ask<Answer>(question: string, argument?: unknown): Promise<Answer>;
  /** Ends the process, and waits for that. */
  stop(): Promise<void>;
}

interface Reply {
  readonly result?: unknown;
  readonly error?: string;
}

/** How a child process is started. */
export interface ChildOptions {
  readonly nodeFlags?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Starts a module of this folder in a process of its own.
 *
 * @param module - its name, without extension
 */
export function startChild(module: string, { nodeFlags = [], env = {} }: ChildOptions = {}): Child {
  const file = fileURLToPath(new URL(`${module}.ts`, import.meta.url));
  const process_ = fork(file, {
    execArgv: [...nodeFlags, "--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  process_.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints = (complaints + text).slice(-2000)));
  const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
  return {
    pid: process_.pid ?? 0,
    ask: (question, argument) => ask(process_, { question, argument }, () => `${module} ended: ${complaints.trim()}`),
    async stop() {
      process_.kill();
      await ended;
    },
  };
}

function ask<Answer>(process_: ChildProcess, message: object, why: () => string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error(why()));
    process_.once("exit", onExit);
    process_.once("message", ({ result, error }: Reply) => {
      process_.off("exit", onExit);
      if (error === undefined) resolve(result as Answer);
      else reject(new Error(error));
    });
    process_.send(message, (error) => error && reject(error));
  });
}

/** In the child: answers the parent's questions. The process ends with its parent. */
export function listenToParent(answers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>): void {
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ question, argument }: { question: string; argument: unknown }) => {
    let reply: Reply;
    try {
      reply = { result: await answers[question]?.(argument) };
    } catch (error) {
      reply = { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
    process.send?.(reply);
  });
}
