/**
 * npm start, once everything is built: starts the local service, connects subscribers with the published WebSocket client, sends every
 * kind of message through the client and prints who received what, and plays one round through an event handler. Exits with 0
 * only if everything arrived.
 *
 * With WEB_PUBSUB_CONNECTION_STRING set, that service is used instead of the local one.
 */
import { randomUUID } from "node:crypto";
import { createWebPubSubClientFromConnectionString } from "web-pubsub-rest";
import { HandlerRound } from "./demo/handlerRound.js";
import { runDemo } from "./demo/runDemo.js";
import { latestEntryPoint } from "./versions/entryPoints.js";

const print = (text: string) => console.log(text);

export async function main(): Promise<number> {
  const given = process.env["WEB_PUBSUB_CONNECTION_STRING"];
  let localService: { close(): Promise<void>; connectionString: string } | undefined;
  try {
    const round = new HandlerRound();
    if (!given)
      localService = await (await import("web-pubsub-local")).startLocalService({ hubs: { guests: round.hub } });
    const client = createWebPubSubClientFromConnectionString(given || (localService?.connectionString ?? ""));
    print(
      `\nSending through web-pubsub-rest, which by itself speaks API version ${client.apiVersion}, to ${given ? "" : "the local service at "}${client.endpoint}\n`,
    );
    const suffix = given ? `-${randomUUID().slice(0, 8)}` : "";
    const isSent = await runDemo(client, { hub: "demo", group: `news${suffix}`, suffix, print });
    // A service in Azure has handlers of its own, or none.
    const isHandled = given ? true : await round.play(client, "guests", print);
    if (isSent && isHandled) {
      print(`\nThe calls stand in scripts/demo/messages.ts. A new application imports ${latestEntryPoint()}.`);
    } else {
      console.error(
        "\nRun it again; if a local run fails twice, the client or the local service is broken: npm test tells which.",
      );
      return 1;
    }
    return 0;
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    console.error(`\nThe demo could not be run: ${code ? `[${code}] ` : ""}${message}`);
    console.error(
      given
        ? "Mend WEB_PUBSUB_CONNECTION_STRING, or unset it, for the local service, which needs nothing. Then: npm start"
        : "The client or the local service is broken: npm test tells which.",
    );
    return 1;
  } finally {
    await localService?.close();
  }
}
