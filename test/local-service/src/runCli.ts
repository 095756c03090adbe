import { once } from "node:events";
import { parseArgs } from "node:util";
import { startLocalService } from "./startLocalService.js";

const help = `Usage: web-pubsub-local [options]

Runs a stand-in for Azure Web PubSub on this machine, until it is interrupted.

  --port <number>       the port to listen on (default 8080; 0 is any free one)
  --host <host>         the host to listen on (default 127.0.0.1)
  --access-key <key>    the key that requests are signed with (default: a fake one)
  --help                shows this
`;

/** What the command needs of its surroundings. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Ends the command when it fires. */
  readonly signal: AbortSignal;
}

/**
 * Runs the command.
 *
 * @param args - the arguments after the command's name
 * @returns the exit code: 0 after an interruption, 1 when the service could not start, 2 for wrong arguments
 */
export async function runCli(args: string[], { stdout, stderr, signal }: Surroundings): Promise<number> {
  try {
    const options = readArguments(args);
    if (options === "help") {
      stdout.write(help);
      return 0;
    }
    const onRequest = ({ method, path, status }: { method: string; path: string; status: number }): void =>
      void stdout.write(`${method} ${path} ${status}\n`);
    const service = await startLocalService({ ...options, onRequest });
    stdout.write(`Listening at ${service.endpoint}\nConnection string: ${service.connectionString}\n\n`);
    if (!signal.aborted) await once(signal, "abort");
    await service.close();
    stdout.write("\nClosed.\n");
    return 0;
  } catch (error) {
    const wrongArguments = (error as Error).name === "TypeError";
    stderr.write(
      `${(error as Error).message}${wrongArguments ? " Run web-pubsub-local --help for what there is." : ""}\n`,
    );
    return wrongArguments ? 2 : 1;
  }
}

function readArguments(
  args: string[],
): "help" | { port: number; host?: string | undefined; accessKey?: string | undefined } {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "access-key": { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return "help";
  const port = values.port ?? "8080";
  // Number("") is 0, so the text is looked at first.
  return { port: /^\d+$/.test(port) ? Number(port) : Number.NaN, host: values.host, accessKey: values["access-key"] };
}
