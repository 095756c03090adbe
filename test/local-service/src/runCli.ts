import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eventLine } from "./cli/eventLine.js";
import { coloured, plain } from "./cli/paint.js";
import { help, readArguments } from "./cli/readArguments.js";
import type { StartCommand } from "./cli/readArguments.js";
import { commandWith } from "./cli/writeCommand.js";
import type { ServiceEvent } from "./events/serviceEvent.js";
import type { LocalServiceOptions } from "./options.js";
import { startLocalService } from "./startLocalService.js";
import type { LocalService } from "./startLocalService.js";
import { withoutCredentials } from "./upstream/urlTemplate.js";

/** What the command needs of its surroundings. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the command when it fires. */
  readonly signal: AbortSignal;
}

/**
 * Runs the command.
 *
 * @param args - the arguments after the command's name
 * @returns the exit code: 0 after an interruption, 1 when the service could not start, 2 for wrong arguments
 */
export async function runCli(args: string[], { stdout, stderr, env, signal }: Surroundings): Promise<number> {
  try {
    const command = readArguments(args);
    if (command === "help" || command === "version") {
      stdout.write(command === "help" ? help : `${version()}\n`);
      return 0;
    }
    // No colour wherever NO_COLOR says anything (https://no-color.org).
    const paint = stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb" ? coloured : plain;
    const onEvent = (event: ServiceEvent): void => {
      const line = signal.aborted ? undefined : eventLine(event, paint);
      if (line !== undefined) stdout.write(`${line}\n`);
    };
    const service = await startLocalService({ ...command.options, onEvent }).catch((error: unknown) => {
      throw withRepair(error as NodeJS.ErrnoException, command);
    });
    let trusted: ReturnType<typeof writeCertificate> | undefined;
    try {
      if (service.certificate !== undefined) trusted = writeCertificate(service.certificate);
      stdout.write(greeting(service, command.options, trusted?.file));
      if (!signal.aborted) await once(signal, "abort");
    } finally {
      // Whatever happened: an open service would keep the process alive.
      await service.close();
      trusted?.remove();
    }
    stdout.write("\nClosed.\n");
    return 0;
  } catch (error) {
    const isWrongArgument = (error as Error).name === "TypeError";
    const more = isWrongArgument ? "\nRun: npx web-pubsub-local --help" : "";
    stderr.write(`${(error as Error).message}${more}\n`);
    return isWrongArgument ? 2 : 1;
  }
}

/** Puts a certificate where clients find it that are to trust it. It holds no secret. */
function writeCertificate(certificate: string): { file: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "web-pubsub-local-"));
  const file = path.join(folder, "certificate.pem");
  writeFileSync(file, certificate);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A text as one word of a shell: of a connection string without quotes, a shell takes what is before the semicolon. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function greeting(
  { endpoint, otherEndpoints, connectionString, statusPage }: LocalService,
  { hubs = {} }: Pick<LocalServiceOptions, "hubs">,
  certificate: string | undefined,
): string {
  const others = otherEndpoints.map((one, index) => `${(index === 0 ? "For other machines" : "").padEnd(19)}${one}\n`);
  const trust = certificate === undefined ? "" : `export NODE_EXTRA_CA_CERTS=${quoted(certificate)}\n`;
  const page = statusPage ?? "none (--page turns it on; whoever can open it needs no key)";
  return `web-pubsub-local ${version()}

Endpoint           ${endpoint}
${others.join("")}Status page        ${page}
Connection string  ${connectionString}
${handlerLines(hubs)}
For a shell:
export WEB_PUBSUB_CONNECTION_STRING=${quoted(connectionString)}
${trust}
Ctrl+C ends it.

`;
}

/** The event handlers, without queries and credentials: a code or a password is for the handler alone. */
function handlerLines(hubs: NonNullable<LocalServiceOptions["hubs"]>): string {
  const lines = Object.entries(hubs).flatMap(([hub, { eventHandlers = [] }]) =>
    eventHandlers.map((handler) =>
      "urlTemplate" in handler ? `${hub}  ${withoutCredentials(handler.urlTemplate).replace(/\?.*$/s, "")}` : hub,
    ),
  );
  return lines.map((line, index) => `${(index === 0 ? "Event handlers" : "").padEnd(19)}${line}\n`).join("");
}

/** Where the port or the host is the trouble, says which command has no such trouble. */
function withRepair(cause: NodeJS.ErrnoException, { options, handlerArguments }: StartCommand): Error {
  const { code = "", message } = cause;
  if (["EADDRINUSE", "EACCES"].includes(code))
    return new Error(`${message}\nRun: ${commandWith({ ...options, port: 0 }, handlerArguments)}`, { cause });
  if (["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(code)) {
    const command = commandWith({ ...options, host: undefined }, handlerArguments);
    return new Error(`This machine has no such host to listen on: ${message}\nRun: ${command}`, { cause });
  }
  return cause;
}

/** The version of the package. Its description lies beside both `src` and `dist`. */
function version(): string {
  const description = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(description) as { version: string }).version;
}
