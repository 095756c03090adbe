/** A process of its own that sends to a group by REST, with so many requests in flight, as a server SDK does. */
import { Agent, request } from "node:http";
import { SignJWT } from "jose";
import { listenToParent } from "../childProcess.js";
import { group, hub, localMessage } from "./localTarget.js";
import type { LocalTarget } from "./localTarget.js";

const body = Buffer.from(localMessage);

/** SDKs sign each request for its address, in whole seconds: within one the token is the same. */
async function signer({ endpoint, key }: LocalTarget, path: string): Promise<() => string> {
  const sign = (): Promise<string> =>
    new SignJWT({})
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setAudience(endpoint + path)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(new TextEncoder().encode(key));
  let token = await sign();
  const timer = setInterval(() => void sign().then((signed) => (token = signed)), 1000);
  timer.unref();
  return () => token;
}

function send(agent: Agent, endpoint: URL, path: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: endpoint.hostname,
        port: endpoint.port,
        path,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": body.length,
          authorization: `Bearer ${token}`,
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

listenToParent({
  /** Sends for a time, and tells how much was sent and how long that took. */
  async send(argument) {
    const { target, inFlight, seconds } = argument as { target: LocalTarget; inFlight: number; seconds: number };
    const path = `/api/hubs/${hub}/groups/${group}/:send?api-version=2024-12-01`;
    const token = await signer(target, path);
    const endpoint = new URL(target.endpoint);
    // Not kept from one measurement to the next: the service would have closed its connections meanwhile.
    const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
    const started = performance.now();
    const end = started + seconds * 1000;
    let sent = 0;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (performance.now() < end) {
          const status = await send(agent, endpoint, path, token());
          if (status !== 202) throw new Error(`A send was answered with ${status}.`);
          sent += 1;
        }
      }),
    );
    const milliseconds = performance.now() - started;
    agent.destroy();
    return { sent, milliseconds };
  },
});
