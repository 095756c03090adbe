import * as fc from "fast-check";
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import { anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { check, fakeKey } from "../world.js";

const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "NPM_CONFIG_PROXY", "NPM_CONFIG_HTTP_PROXY"];

/** What a variable of the environment may hold: a proxy that listens, one that does not, lists of hosts, and anything. */
const variable = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("ELSEWHERE", "ELSEWHERE/", "http://user:p%40ss@HOST", "HOST") },
  fc.constantFrom("http://127.0.0.1:1", "https://HOST", "socks5://HOST", "http://", "proxy.example:8080", "", " "),
  fc.constantFrom("*", "localhost", "127.0.0.1", ".example", "other.example:80, *.local", ","),
  anyText,
);

/** Gives the environment other proxies while something is done. */
async function withProxies<T>(proxies: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const { env } = process;
  const all = names.flatMap((name) => [name, name.toLowerCase()]);
  const before = all.map((name) => [name, env[name]] as const);
  try {
    for (const name of all) delete env[name];
    Object.assign(env, proxies);
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
  }
}

const proxyVariables: Property = {
  name: "proxyVariables",
  make: (world) =>
    fc.asyncProperty(
      fc.dictionary(
        fc.tuple(fc.constantFrom(...names), fc.boolean()).map(([name, isLow]) => (isLow ? name.toLowerCase() : name)),
        variable,
        { maxKeys: 6 },
      ),
      fc.constantFrom("127.0.0.1", "localhost"),
      fc.boolean(),
      async (given, host, hasKey) => {
        const proxies = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [
            name,
            value.replaceAll("ELSEWHERE", world.elsewhere).replaceAll("HOST", new URL(world.elsewhere).host),
          ]),
        );
        const token = { token: "eyJfakefakefakefake.fakefakefake.fake", expiresOnTimestamp: Date.now() + 3_600_000 };
        const credential = hasKey ? { key: fakeKey } : { getToken: async () => token };
        const endpoint = world.endpoint.replace("127.0.0.1", host);
        // Nothing may reach the other server: that is looked at after everything that is observed.
        const { end, arrived } = await withProxies(proxies, () =>
          world.observe(() =>
            createWebPubSubClient(endpoint, credential, { retryOptions: { maxRetries: 0 }, timeoutInMs: 5000 })
              .path("/api/hubs/{hub}/:send", "h")
              .post({ contentType: "text/plain", body: "x" }),
          ),
        );
        if (end.error !== undefined) throw end.error;
        check(arrived.length === 1, `${arrived.length} requests arrived`);
        check(arrived[0]?.url.startsWith(new URL(endpoint).pathname) === true, `a proxy was asked: ${arrived[0]?.url}`);
        check(arrived[0]?.header("proxy-authorization") === undefined, "a proxy's password was sent");
      },
    ),
};

export const environmentProperties: readonly Property[] = [proxyVariables];
