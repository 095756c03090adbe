import { parseArgs } from "node:util";
import type { LocalServiceOptions } from "../options.js";

/** What the command explains itself with. */
export const help = `Usage: web-pubsub-local [options]

Runs a stand-in for Azure Web PubSub on this machine until it is interrupted, and prints a line for each request and
for each client that connects or disconnects.

  --port <number>       the port to listen on (default 8080; 0 is any free one)
  --host <host>         the host to listen on (default 127.0.0.1)
  --access-key <key>    the key that requests are signed with (default: a fake one). It is printed once, in the
                        connection string that clients need, and nowhere else
  --page, --no-page     whether there is a status page at /. It needs no key, so by default there is one only where
                        no other machine can reach it
  --version             prints the version
  --help                prints this

Colours are for terminals, and not used where the environment variable NO_COLOR is set.
`;

/** What the arguments ask for. */
export type Command = "help" | "version" | (LocalServiceOptions & { readonly port: number });

/** @throws TypeError for arguments that cannot be used */
export function readArguments(args: string[]): Command {
  const values = parse(args);
  if (values.help === true) return "help";
  if (values.version === true) return "version";
  if (values.page === true && values["no-page"] === true)
    throw new TypeError("--page and --no-page exclude each other.");
  const port = values.port ?? "8080";
  // Number("") is 0, so the text is looked at first.
  if (!/^\d+$/.test(port) || Number(port) > 65535)
    throw new TypeError("--port must be a whole number from 0 to 65535, where 0 is any free port.");
  return {
    port: Number(port),
    host: values.host,
    accessKey: values["access-key"],
    statusPage: values["no-page"] === true ? false : values.page,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        "access-key": { type: "string" },
        page: { type: "boolean" },
        "no-page": { type: "boolean" },
        version: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The message about an argument that is no option repeats it, and it may be a part of a key.
    const text =
      code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL"
        ? "There is an argument that belongs to no option. A value with blanks needs quotation marks."
        : message.replace(/[^.?!]$/, "$&.");
    throw new TypeError(text, { cause: error });
  }
}

/** The command with these options, but for the access key: three dots stand for it. */
export function commandWith({ port, host, accessKey, statusPage }: LocalServiceOptions): string {
  return [
    `web-pubsub-local --port ${port}`,
    ...(host === undefined ? [] : [`--host ${host}`]),
    ...(accessKey === undefined ? [] : ["--access-key ..."]),
    ...(statusPage === undefined ? [] : [statusPage ? "--page" : "--no-page"]),
  ].join(" ");
}
