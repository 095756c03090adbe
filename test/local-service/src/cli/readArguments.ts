import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { LocalServiceOptions } from "../options.js";
import type { Certificate } from "../tls/certificate.js";
import { readHandlerArguments } from "./handlerArguments.js";
import { handlerArgumentsOf } from "./writeCommand.js";

/** What the command explains itself with. */
export const help = `Usage: web-pubsub-local [options]

Runs a stand-in for Azure Web PubSub on this machine until it is interrupted, and prints a line for each request, for
each client that connects or disconnects, and for each event that a handler gets.

  --port <number>       the port to listen on (default 8080; 0 is any free one)
  --host <host>         the host to listen on (default 127.0.0.1)
  --https               speaks TLS, with a certificate that it makes for itself and says where to find
  --https-key <file>, --https-cert <file>
                        a key and a certificate of your own for that, as PEM
  --access-key <key>    the key that requests are signed with (default: a fake one). It is printed once, in the
                        connection string that clients need, and nowhere else
  --secondary-access-key <key>
                        another key that is as good (default: none)
  --event-handler <hub>=<address>
                        where events of the hub's clients go: connect, connected, disconnected and all user events.
                        {hub} and {event} in the address stand for their names. May be given more than once
  --anonymous-connect <hub>
                        a hub whose clients need no token. May be given more than once
  --config <file>       a JSON file with options of startLocalService: all but functions, hubs with their event
                        handlers included. Where an argument says the same, the argument counts. For a hub, handlers of
                        --event-handler come first, and those of the file get what they do not want
  --allow-origin <origin>
                        lets pages from there connect and send, such as https://app.example. With the known key, the
                        command takes only pages from this machine. May be given several times, or as "*"
  --allow-host <name>   lets requests in that name another host, such as that of a tunnel. May be given several times
  --page, --no-page     whether there is a status page at /. It needs no key, so by default there is one only where
                        no other machine can reach it
  --version             prints the version
  --help                prints this

Colours are for terminals, and not used where the environment variable NO_COLOR is set.
`;

/** What the arguments ask for. */
export type Command = "help" | "version" | StartCommand;

/** A service that is to be started. */
export interface StartCommand {
  readonly options: LocalServiceOptions & { readonly port: number };
  /** The arguments about hubs, to be written into another command. */
  readonly handlerArguments: readonly string[];
}

/** @throws TypeError for arguments that cannot be used */
export function readArguments(args: string[]): Command {
  const values = parse(args);
  if (values.help === true) return "help";
  if (values.version === true) return "version";
  if (values.page === true && values["no-page"] === true)
    throw new TypeError("--page and --no-page exclude each other.");
  const fromFile = readHandlerArguments(values);
  const port = values.port ?? "8080";
  // Number("") is 0, so the text is looked at first.
  if (!/^\d+$/.test(port) || Number(port) > 65535)
    throw new TypeError("--port must be a whole number from 0 to 65535, where 0 is any free port.");
  const given = {
    host: values.host,
    https: readCertificate(values),
    accessKey: values["access-key"],
    secondaryAccessKey: values["secondary-access-key"],
    allowedOrigins: values["allow-origin"],
    allowedHosts: values["allow-host"],
    statusPage: values["no-page"] === true ? false : values.page,
  };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { port: portOfFile = 8080 } = fromFile;
  return {
    options: { ...fromFile, ...present, port: values.port === undefined ? portOfFile : Number(port) },
    handlerArguments: handlerArgumentsOf(values),
  };
}

/** The key and the certificate that are in files, or whether there is to be a certificate at all. */
function readCertificate(values: ReturnType<typeof parse>): boolean | Certificate | undefined {
  const [key, cert] = [values["https-key"], values["https-cert"]];
  if (key === undefined && cert === undefined) return values.https;
  if (key === undefined || cert === undefined)
    throw new TypeError("--https-key and --https-cert belong together: give both, or --https alone.");
  return {
    key: readPem("--https-key", key, "a private key without a passphrase", createPrivateKey),
    cert: readPem("--https-cert", cert, "a certificate", (text) => new X509Certificate(text)),
  };
}

/** @param check - throws where the text is not what it should be */
function readPem(option: string, file: string, what: string, check: (text: string) => unknown): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new TypeError(`${option} names a file that cannot be read: ${(cause as Error).message}.`, { cause });
  }
  try {
    check(text);
  } catch (cause) {
    throw new TypeError(`${option} names a file that is not ${what} as PEM: ${file}.`, { cause });
  }
  return text;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        https: { type: "boolean" },
        "https-key": { type: "string" },
        "https-cert": { type: "string" },
        "access-key": { type: "string" },
        "secondary-access-key": { type: "string" },
        "event-handler": { type: "string", multiple: true },
        "anonymous-connect": { type: "string", multiple: true },
        config: { type: "string", multiple: true },
        "allow-origin": { type: "string", multiple: true },
        "allow-host": { type: "string", multiple: true },
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
