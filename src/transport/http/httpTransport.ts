import { connectionError, insecureError } from "../failure.js";
import type { Transport } from "../transport.js";
import { Agents } from "./agents.js";
import type { ConnectionOptions } from "./agents.js";
import { Departures } from "../node/departures.js";
import { HttpExchange } from "./httpExchange.js";
import type { Route, Target } from "./route.js";

/** The transport for Node.js: `node:http` and `node:https`, with connections that are kept, and bounded, by their agents. */
export function httpTransport(options: ConnectionOptions): Transport {
  const agents = new Agents(options);
  const departures = new Departures();
  let last: Target | undefined;
  return {
    streams: "node",
    sendRequest(request) {
      const { url } = request;
      // One client sends to one address, so looking it up once is enough.
      if (last === undefined || !url.startsWith(last.origin) || url[last.origin.length] !== "/") last = readTarget(url);
      const target = last;
      if (!target.isSecure && !request.allowInsecureConnection) return Promise.reject(insecureError(request));
      const route = agents.choose(request, target);
      const run = (chosen: Route) => new HttpExchange(request, options.maxResponseBytes).run(target, chosen);
      const send = (chosen: Route) =>
        departures.run(() => {
          const turn = chosen.turns?.enter();
          return turn === undefined ? run(chosen) : turn.then(() => run(chosen));
        });
      if (!("then" in route)) return send(route);
      return route.then(send, (cause: unknown) => Promise.reject(connectionError(request, cause, { kind: "unsent" })));
    },
  };
}

function readTarget(url: string): Target {
  const { origin, protocol, hostname, port } = new URL(url);
  const isSecure = protocol === "https:";
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return { isSecure, host, port: port === "" ? (isSecure ? 443 : 80) : Number(port), origin };
}
