import process from "node:process";
import type { ProxySettings } from "@azure/core-rest-pipeline";
import { argumentError } from "../../../generated/runtime/invalidArgument.js";
import { isLoopbackHost, parseUrl } from "../../endpoint.js";
import type { Target } from "../node/target.js";

/** The variables by which proxies are named, in either letter case. */
const variables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/**
 * The proxy that the environment names for a target. Loopback hosts are always asked directly: what is meant for this machine,
 * tokens included, must not go to another one.
 *
 * @returns nothing where no proxy is named at all; the libraries that know proxies are loaded only where one is
 */
export function proxyFromEnvironment({ origin, host }: Target): Promise<URL | undefined> | undefined {
  const { env } = process;
  if (isLoopbackHost(host) || !variables.some((name) => env[name] || env[name.toLowerCase()])) return undefined;
  return import("proxy-from-env").then(({ getProxyForUrl }) => {
    const proxy = getProxyForUrl(origin);
    return proxy === "" ? undefined : (parseUrl(proxy) ?? Promise.reject(invalidProxy()));
  });
}

/** It does not repeat the variable, which may hold a password. */
function invalidProxy(): Error {
  const message = `${variables.join(", ")} or its form in lower case does not name a proxy by an http(s) URL`;
  return Object.assign(new Error(message), { code: "INVALID_PROXY" });
}

/**
 * The address of a proxy that the caller names.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` when its host is not a URL, or its port none; it does not repeat the settings, which may hold
 * a password
 */
export function proxyUrl({ host, port, username, password }: ProxySettings): URL {
  const url = typeof host === "string" ? parseUrl(host) : undefined;
  if (url === undefined) throw argumentError("proxyOptions.host", "an http(s) URL, such as http://proxy.example", host);
  // Another one would be passed over.
  const number = Number(port);
  if (!(Number.isInteger(number) && number > 0 && number < 65_536))
    throw argumentError("proxyOptions.port", "a whole number from 1 to 65535", port);
  url.port = String(port);
  // A URL takes a percent sign for the beginning of an escape, and escapes the rest by itself.
  if (username !== undefined) url.username = username.replaceAll("%", "%25");
  if (password !== undefined) url.password = password.replaceAll("%", "%25");
  return url;
}
