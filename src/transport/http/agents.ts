import http from "node:http";
import https from "node:https";
import type { PipelineRequest, TlsSettings } from "@azure/core-rest-pipeline";
import type { TransportBounds } from "../bounds.js";
import { takeSettings } from "../node/takeSettings.js";
import type { Settings } from "../node/takeSettings.js";
import type { Target } from "../node/target.js";
import { Semaphore } from "../semaphore.js";
import type { ConnectionSettings } from "../transport.js";
import { proxyFromEnvironment, proxyUrl } from "./proxy.js";
import { tunnelAgent } from "./tunnel.js";

/** On which connection a request goes to its target. */
export interface Route {
  readonly agent: http.Agent;
  /** Set for plain http through a proxy, which is then asked by the whole URL. */
  readonly proxy?: URL;
  /** Set where the agent cannot bound its connections by itself: each request waits for its turn, which ends with it. */
  readonly turns?: Semaphore;
}

/** All that the caller says about connections. */
export type ConnectionOptions = TransportBounds & ConnectionSettings;

type Choice = Route | Promise<Route>;

/**
 * The connections of one client. Agents of Node.js keep and bound them; none stays on a request, which its answer holds, and
 * which prints with all that is in it.
 */
export class Agents {
  readonly #options: ConnectionOptions;
  readonly #byOrigin = new Map<string, Choice>();
  readonly #byTlsSettings = new WeakMap<TlsSettings, Agents>();
  readonly #byProxy = new Map<string, Route>();
  readonly #settings = new WeakMap<PipelineRequest, Settings>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The route of a request; a policy may have put an agent on it, or what one is made from. */
  choose(request: PipelineRequest, target: Target): Choice {
    const { agent, proxySettings, tlsSettings } = this.#settingsOf(request);
    if (agent !== undefined) return { agent: agent as http.Agent };
    const agents = tlsSettings === undefined || !target.isSecure ? this : this.#withTlsSettings(tlsSettings);
    if (proxySettings !== undefined) return agents.#throughProxy(proxyUrl(proxySettings), target);
    return agents.#ofClient(target);
  }

  /** What a policy has put on a request, also where that was at an attempt before. */
  #settingsOf(request: PipelineRequest): Settings {
    const settings = takeSettings(request);
    if (settings === undefined) return this.#settings.get(request) ?? request;
    this.#settings.set(request, settings);
    return settings;
  }

  #ofClient(target: Target): Choice {
    const { origin } = target;
    let route = this.#byOrigin.get(origin);
    if (route === undefined) {
      route = this.#make(target);
      this.#byOrigin.set(origin, route);
      // From the next request on without waiting.
      if ("then" in route) {
        route.then(
          (made) => this.#byOrigin.set(origin, made),
          () => this.#byOrigin.delete(origin),
        );
      }
    }
    return route;
  }

  #make(target: Target): Choice {
    const { agent, proxyOptions } = this.#options;
    if (agent !== undefined) return { agent: agent as http.Agent };
    if (proxyOptions !== undefined) return this.#throughProxy(proxyUrl(proxyOptions), target);
    const fromEnvironment = proxyFromEnvironment(target);
    if (fromEnvironment === undefined) return this.#direct(target);
    return fromEnvironment.then((proxy) =>
      proxy === undefined ? this.#direct(target) : this.#throughProxy(proxy, target),
    );
  }

  #direct({ isSecure }: Target): Route {
    const options = this.#agentOptions();
    return { agent: isSecure ? new https.Agent({ ...options, ...this.#options.tlsOptions }) : new http.Agent(options) };
  }

  #throughProxy(proxy: URL, { isSecure, origin }: Target): Route {
    // A tunnel leads to one origin, and an agent that has as many of them as it may opens none to another.
    const key = `${isSecure ? origin : ""} ${proxy.href}`;
    let route = this.#byProxy.get(key);
    if (route === undefined) {
      const options = this.#agentOptions();
      route = isSecure
        ? {
            agent: tunnelAgent(proxy, { ...options, ...this.#options.tlsOptions }),
            // Agents do not count connections that are still being made.
            turns: new Semaphore(this.#options.maxConnections),
          }
        : { agent: proxy.protocol === "https:" ? new https.Agent(options) : new http.Agent(options), proxy };
      this.#byProxy.set(key, route);
    }
    return route;
  }

  /** Those that go by the TLS settings of a policy, which count in place of the client's, and of its agent. */
  #withTlsSettings(tlsOptions: TlsSettings): Agents {
    let agents = this.#byTlsSettings.get(tlsOptions);
    if (agents === undefined) {
      agents = new Agents({ ...this.#options, agent: undefined, tlsOptions });
      this.#byTlsSettings.set(tlsOptions, agents);
    }
    return agents;
  }

  #agentOptions(): http.AgentOptions {
    const { maxConnections, idleTimeoutInMs } = this.#options;
    return {
      keepAlive: true,
      maxTotalSockets: maxConnections,
      maxFreeSockets: maxConnections,
      timeout: Number.isFinite(idleTimeoutInMs) ? idleTimeoutInMs : 0,
    };
  }
}
