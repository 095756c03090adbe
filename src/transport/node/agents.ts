import http from "node:http";
import https from "node:https";
import type { PipelineRequest, TlsSettings } from "@azure/core-rest-pipeline";
import type { TransportBounds } from "../bounds.js";
import type { ConnectionSettings } from "../transport.js";
import { proxyAgent, proxyFromEnvironment, proxyUrl } from "./proxy.js";

/** All that the caller says about connections. */
export type ConnectionOptions = TransportBounds & ConnectionSettings;

/** Where a request goes. */
export interface Target {
  readonly isSecure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** How all URLs of this target begin: scheme, host and port. */
  readonly origin: string;
}

type AgentChoice = http.Agent | Promise<http.Agent>;

/**
 * The connections of one client. Agents of Node.js keep and bound them; none is ever put on a request, which its answer
 * holds, and which prints with all that is in it.
 */
export class Agents {
  readonly #options: ConnectionOptions;
  readonly #byOrigin = new Map<string, AgentChoice>();
  readonly #byTlsSettings = new WeakMap<TlsSettings, http.Agent>();
  readonly #byProxy = new Map<string, Promise<http.Agent>>();
  #unkept: { readonly http: http.Agent; readonly https: http.Agent } | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The agent for a request; a policy may have put one on it, or what one is made from. */
  choose(request: PipelineRequest, target: Target): AgentChoice {
    const { agent, proxySettings, tlsSettings, disableKeepAlive } = request;
    if (agent !== undefined) return agent as http.Agent;
    if (proxySettings !== undefined) return this.#throughProxy(proxyUrl(proxySettings), target);
    if (tlsSettings !== undefined && target.isSecure) return this.#withTlsSettings(tlsSettings);
    if (disableKeepAlive) return this.#withoutKeepAlive(target);
    return this.#ofClient(target);
  }

  #ofClient(target: Target): AgentChoice {
    const { origin } = target;
    let agent = this.#byOrigin.get(origin);
    if (agent === undefined) {
      agent = this.#make(target);
      this.#byOrigin.set(origin, agent);
      // From the next request on without waiting.
      if ("then" in agent) {
        agent.then(
          (made) => this.#byOrigin.set(origin, made),
          () => this.#byOrigin.delete(origin),
        );
      }
    }
    return agent;
  }

  #make(target: Target): AgentChoice {
    const { agent, proxyOptions, tlsOptions } = this.#options;
    if (agent !== undefined) return agent as http.Agent;
    if (proxyOptions !== undefined) return this.#throughProxy(proxyUrl(proxyOptions), target);
    const fromEnvironment = proxyFromEnvironment(target);
    if (fromEnvironment !== undefined) {
      return fromEnvironment.then((proxy) =>
        proxy === undefined ? this.#direct(target, tlsOptions) : this.#throughProxy(proxy, target),
      );
    }
    return this.#direct(target, tlsOptions);
  }

  #direct(target: Target, tlsSettings: TlsSettings | undefined): http.Agent {
    const options = this.#agentOptions();
    return target.isSecure ? new https.Agent({ ...options, ...tlsSettings }) : new http.Agent(options);
  }

  #throughProxy(proxy: URL, target: Target): Promise<http.Agent> {
    const key = `${target.isSecure} ${proxy.href}`;
    let agent = this.#byProxy.get(key);
    if (agent === undefined) {
      agent = proxyAgent(proxy, target.isSecure, { ...this.#agentOptions(), ...this.#options.tlsOptions });
      this.#byProxy.set(key, agent);
    }
    return agent;
  }

  #withTlsSettings(settings: TlsSettings): http.Agent {
    let agent = this.#byTlsSettings.get(settings);
    if (agent === undefined) {
      agent = new https.Agent({ ...this.#agentOptions(), ...settings });
      this.#byTlsSettings.set(settings, agent);
    }
    return agent;
  }

  #withoutKeepAlive({ isSecure }: Target): http.Agent {
    const options = { ...this.#agentOptions(), keepAlive: false };
    this.#unkept ??= {
      http: new http.Agent(options),
      https: new https.Agent({ ...options, ...this.#options.tlsOptions }),
    };
    return isSecure ? this.#unkept.https : this.#unkept.http;
  }

  #agentOptions(): http.AgentOptions {
    const { maxConnections, idleTimeoutInMs } = this.#options;
    return {
      keepAlive: true,
      maxSockets: maxConnections,
      maxTotalSockets: maxConnections,
      maxFreeSockets: maxConnections,
      // The connection that was used last is the one that is least likely to have been closed at the other end.
      scheduling: "lifo",
      timeout: Number.isFinite(idleTimeoutInMs) ? idleTimeoutInMs : 0,
    };
  }
}
