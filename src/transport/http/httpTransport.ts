import { connectionError, insecureError } from "../failure.js";
import type { Transport } from "../transport.js";
import { Agents } from "./agents.js";
import type { ConnectionOptions, Route } from "./agents.js";
import { Departures } from "../node/departures.js";
import { targetFinder } from "../node/target.js";
import { HttpExchange } from "./httpExchange.js";

/** The transport for Node.js: `node:http` and `node:https`, with connections that are kept, and bounded, by their agents. */
export function httpTransport(options: ConnectionOptions): Transport {
  const agents = new Agents(options);
  const departures = new Departures();
  const find = targetFinder();
  return {
    streams: "node",
    sendRequest(request) {
      const target = find(request.url);
      if (!target.isSecure && !request.allowInsecureConnection) return Promise.reject(insecureError(request));
      const route = agents.choose(request, target);
      const send = (chosen: Route) =>
        new HttpExchange(request, options.maxResponseBytes, departures, target, chosen).run();
      if (!("then" in route)) return send(route);
      return route.then(send, (cause: unknown) => Promise.reject(connectionError(request, cause, { kind: "unsent" })));
    },
  };
}
