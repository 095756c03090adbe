import { argumentError } from "../generated/runtime/invalidArgument.js";
import { parseUrl } from "./endpoint.js";
import { ConnectionStringError } from "./connectionStringError.js";

/** What a connection string says. */
export interface ConnectionString {
  /** Where the service is; the port is part of it. */
  readonly endpoint: string;
  readonly accessKey: string;
}

const expected = "Expected Endpoint=https://<name>.webpubsub.azure.com;AccessKey=<key>;Version=1.0;";

/** What is left of a connection string that a shell has read as several commands. */
const inShell =
  " It ends before its first semicolon: in a shell it needs quotes, because there a semicolon ends a command.";

/** Where one is read from a variable that is not there, with `?? ""` after it. */
const isEmpty = " It is empty: the environment variable that it comes from may not be set here.";

/**
 * Reads a connection string as the Azure portal and the emulators write it.
 *
 * Keys may stand in any case and order, blanks around keys and values and a last semicolon do not count, `Port` is
 * optional, `Version` and unknown keys are ignored. Values may hold `=`, as base64 keys do.
 *
 * @throws ConnectionStringError
 * @throws TypeError with code `INVALID_ARGUMENT` for something other than a string
 */
export function parseConnectionString(value: unknown): ConnectionString {
  if (typeof value !== "string") throw argumentError("connectionString", "a string", value);
  const parts = readParts(value);
  const endpoint = parts.get("endpoint");
  if (!endpoint) throw missing("MISSING_ENDPOINT", "Endpoint", value.trim() === "" ? isEmpty : "");
  const accessKey = parts.get("accesskey");
  if (!accessKey) throw missing("MISSING_ACCESS_KEY", "AccessKey", value.includes(";") ? "" : inShell);
  return { endpoint: withPort(endpoint, parts.get("port")), accessKey };
}

function readParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  text.split(";").forEach((part, index) => {
    if (part.trim() === "") return;
    const split = part.indexOf("=");
    const key = part.slice(0, split).trim().toLowerCase();
    if (split === -1 || key === "") {
      throw new ConnectionStringError(
        "MALFORMED_PART",
        `Part ${index + 1} of the connection string is not of the form Key=value. ${expected}`,
      );
    }
    // The key is not named: in a damaged connection string it may be a piece of the access key.
    if (parts.has(key))
      throw new ConnectionStringError(
        "DUPLICATE_KEY",
        `Part ${index + 1} of the connection string repeats the key of an earlier one.`,
      );
    parts.set(key, part.slice(split + 1).trim());
  });
  return parts;
}

function missing(code: "MISSING_ENDPOINT" | "MISSING_ACCESS_KEY", key: string, hint = ""): ConnectionStringError {
  const message = `The connection string has no "${key}" part, or an empty one. ${expected}${hint}`;
  return new ConnectionStringError(code, message);
}

/**
 * A host with or without a port. Nothing else is taken for an address that lacks its scheme: where the values of
 * `Endpoint` and `AccessKey` have changed places, the key must not be looked up as a host.
 */
const bareHost = /^(?:localhost|[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+)(?::\d+)?\/*$/i;

/** The endpoint as a URL. The published SDK takes one without a scheme for https, so we do too. */
function withPort(endpoint: string, port: string | undefined): string {
  const text = bareHost.test(endpoint) ? `https://${endpoint}` : endpoint;
  const url = parseUrl(text);
  if (url === undefined) {
    throw new ConnectionStringError(
      "INVALID_ENDPOINT",
      'The "Endpoint" part of the connection string is not an http(s) URL.',
    );
  }
  if (port !== undefined) {
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      throw new ConnectionStringError(
        "INVALID_PORT",
        'The "Port" part of the connection string is not a whole number from 1 to 65535.',
      );
    }
    url.port = port;
  }
  return url.href.replace(/\/+$/, "");
}
