import type { LocalServiceOptions } from "../options.js";
import type { HandlerArguments } from "./handlerArguments.js";
import { withoutCredentials } from "../upstream/urlTemplate.js";

/** The command with these options, but for the access keys: three dots stand for them. */
export function commandWith(options: LocalServiceOptions, handlerArguments: readonly string[]): string {
  const {
    port,
    host,
    https,
    accessKey,
    secondaryAccessKey,
    allowedOrigins = [],
    allowedHosts = [],
    statusPage,
  } = options;
  return [
    `npx web-pubsub-local --port ${port}`,
    ...(host === undefined ? [] : [`--host ${quoted(host)}`]),
    ...(https === undefined || https === false
      ? []
      : [https === true ? "--https" : "--https-key ... --https-cert ..."]),
    ...(accessKey === undefined ? [] : ["--access-key ..."]),
    ...(secondaryAccessKey === undefined ? [] : ["--secondary-access-key ..."]),
    ...handlerArguments,
    ...allowedOrigins.map((origin) => `--allow-origin ${quoted(origin)}`),
    ...allowedHosts.map((name) => `--allow-host ${quoted(name)}`),
    ...(statusPage === undefined ? [] : [statusPage ? "--page" : "--no-page"]),
  ].join(" ");
}

/** The arguments about hubs, to be written into a command. What may be a secret of a handler's address is left out. */
export function handlerArgumentsOf(values: HandlerArguments): string[] {
  const shown = (argument: string): string => withoutCredentials(argument, "...@").replace(/\?.*$/s, "?...");
  return [
    ...(values.config ?? []).map((file) => `--config ${quoted(file)}`),
    ...(values["event-handler"] ?? []).map((one) => `--event-handler ${quoted(shown(one))}`),
    ...(values["anonymous-connect"] ?? []).map((hub) => `--anonymous-connect ${quoted(hub)}`),
  ];
}

/** As one word of a shell, which would take a lone `*` for the files that are there. */
const quoted = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `"${text}"`);
