import type { Log } from "../logger.js";

// Workers. The newest `@azure/logger` asks for built-ins of Node.js there, and does not build without them.

/** As `@azure/logger` has them: who asks for one gets those before it, too. */
const levels = ["error", "warning", "info", "verbose"] as const;
type Level = (typeof levels)[number];

/** Makes the logs of a package, which go to the console from the level on that `AZURE_LOG_LEVEL` names, where a worker has variables. */
export function createClientLogger(name: string): { readonly info: Log; readonly warning: Log } {
  const { process } = globalThis as { readonly process?: { readonly env?: Readonly<Record<string, unknown>> } };
  const most = levels.indexOf(process?.env?.["AZURE_LOG_LEVEL"] as Level);
  const logFor = (level: Level, write: (...lines: unknown[]) => void): Log =>
    Object.assign((...lines: unknown[]) => write(`azure:${name}:${level}`, ...lines), {
      enabled: levels.indexOf(level) <= most,
    });
  return { info: logFor("info", console.info), warning: logFor("warning", console.warn) };
}
