import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process that answers questions. */
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
  /** Resolves when the process has ended, by itself or not, with its exit code and what it last wrote to stderr. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaints: string }>;
}

interface Question {
  readonly id: number;
  readonly question: string;
  readonly argument?: unknown;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** How a child process is started. */
export interface ChildOptions {
  readonly nodeFlags?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Is given what the child tells by itself. */
  readonly onNews?: ((news: unknown) => void) | undefined;
}

/** Whether this is JavaScript already, which compilePrograms makes: what is started then lies beside it as such, too. */
const isCompiled = import.meta.url.endsWith(".js");

/**
 * Starts a TypeScript module in a process of its own, with which it ends.
 *
 * @param module - its file
 */
export function startChild(module: URL, { nodeFlags = [], env = {}, onNews }: ChildOptions = {}): Child {
  const file = fileURLToPath(module);
  const child = fork(isCompiled ? file.replace(/\.ts$/, ".js") : file, {
    execArgv: isCompiled ? [...nodeFlags] : [...nodeFlags, "--import", "tsx"],
    // The settings at the root send tsx to the half of the package that is for browsers.
    env: { ...process.env, TSX_TSCONFIG_PATH: fileURLToPath(new URL("tsconfig.json", import.meta.url)), ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints = (complaints + text).slice(-2000)));
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on("message", (message: Reply | { news: unknown }) => {
    if ("news" in message) onNews?.(message.news);
    else waiting.get(message.id)?.(message);
  });
  const ended = new Promise<{ code: number | null; complaints: string }>((resolve) =>
    child.once("close", (code) => {
      for (const [id, answer] of waiting) answer({ id, error: `${module.pathname} ended: ${complaints.trim()}` });
      resolve({ code, complaints: complaints.trim() });
    }),
  );
  let next = 0;
  return {
    pid: child.pid ?? 0,
    ended,
    ask: <Answer>(question: string, argument?: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const id = next++;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result as Answer);
          else reject(new Error(error));
        });
        child.send({ id, question, argument } satisfies Question, (error) => error && reject(error));
      }),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * In the child: answers the parent's questions. The process ends with its parent, and goes on as long as it has one.
 *
 * @param answers - a function for each question
 */
export function listenToParent(answers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>): void {
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ id, question, argument }: Question) => {
    let reply: Reply;
    try {
      const answer = answers[question];
      if (answer === undefined) throw new Error(`There is no answer to "${question}".`);
      reply = { id, result: await answer(argument) };
    } catch (error) {
      reply = { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
    process.send?.(reply);
  });
}

/** In the child: tells the parent something that it has not asked for. */
export const tellParent = (news: unknown): void => void process.send?.({ news });
