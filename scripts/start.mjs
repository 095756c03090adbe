/**
 * npm start, once everything is built: starts the local service, connects subscribers with the published WebSocket client, sends every
 * kind of message through the client and prints who received what. Exits with 0 only if everything arrived.
 *
 * With WEB_PUBSUB_CONNECTION_STRING set, that service is used instead of the local one.
 */
import { randomUUID } from "node:crypto";
import { latestEntryPoint } from "./versions/entryPoints.mjs";

/** @param {string} text */
const print = (text) => console.log(text);

/** @type {{ close(): Promise<void>, connectionString: string } | undefined} */
let localService;
try {
  // Loaded after the build has made them.
  const { createWebPubSubClientFromConnectionString } = await import("web-pubsub-rest");
  const { runDemo } = await import("./demo/runDemo.mjs");
  const given = process.env["WEB_PUBSUB_CONNECTION_STRING"];
  if (!given) localService = await (await import("web-pubsub-local")).startLocalService();
  const client = createWebPubSubClientFromConnectionString(given || /** @type {any} */ (localService).connectionString);
  print(
    `\nSending through web-pubsub-rest, API version ${client.apiVersion}, to ${given ? "" : "the local service at "}${client.endpoint}\n`,
  );
  const suffix = given ? `-${randomUUID().slice(0, 8)}` : "";
  if (await runDemo(client, { hub: "demo", group: `news${suffix}`, suffix, print })) {
    print(`The calls stand in scripts/demo/messages.mjs. A new application imports ${latestEntryPoint()}.`);
  } else {
    console.error(
      "\nRun it again; if a local run fails twice, the client or the local service is broken: npm test tells which.",
    );
    process.exitCode = 1;
  }
} catch (error) {
  const { message, code } = /** @type {Error & { code?: string }} */ (error);
  console.error(`\nThe demo could not be run: ${code ? `[${code}] ` : ""}${message}`);
  console.error("Without WEB_PUBSUB_CONNECTION_STRING the local service is used, which needs nothing: npm start");
  process.exitCode = 1;
} finally {
  await localService?.close();
}
