/**
 * A chat: a web page, and an event handler that lets people in, hears what they say and passes it on. It runs against Azure as
 * it runs here: with WEB_PUBSUB_CONNECTION_STRING set, the hub "chat" of that service is used, whose event handler must lead to
 * this application. Without it a local service is started that does.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { WebPubSubEventHandler } from "@azure/web-pubsub-express";
import express from "express";

const hub = "chat";
const room = "room";

/** The longest name, and the longest thing that somebody may say at once, in characters. */
const longest = { name: 20, text: 500 };

/**
 * Starts the chat.
 *
 * @param {{ port?: number, connectionString?: string | undefined }} options - by default a free port and a local service
 */
export async function startChat({ port = 0, connectionString } = {}) {
  /** @type {(client: WebPubSubServiceClient) => void} */
  let provide = () => undefined;
  /** The client of the service. Whoever asks for something before there is one waits for it. */
  const service = /** @type {Promise<WebPubSubServiceClient>} */ (new Promise((resolve) => (provide = resolve)));
  const say = async (/** @type {object} */ message) => (await service).group(room).sendToAll(message);

  const handler = new WebPubSubEventHandler(hub, {
    path: "/eventhandler/",
    handleConnect({ context }, response) {
      if (context.userId === undefined) response.fail(401, "Who are you?");
      else response.success({ groups: [room] });
    },
    onConnected: ({ context }) => void tell(say({ kind: "came", name: context.userId })),
    onDisconnected: ({ context }) => void tell(say({ kind: "went", name: context.userId })),
    async handleUserEvent({ context, data }, response) {
      const text = typeof data === "string" ? data.trim() : "";
      if (context.eventName !== "say" || text === "" || text.length > longest.text) {
        response.fail(400, `Say something of at most ${longest.text} characters.`);
        return;
      }
      // What has been said so far is kept with the connection, as its state.
      const count = Number(context.states["count"] ?? 0) + 1;
      response.setState("count", count);
      await tell(say({ kind: "said", name: context.userId, text }));
      response.success(JSON.stringify({ kind: "count", count }), "json");
    },
  });
  const app = express();
  app.use(handler.getMiddleware());
  app.use(express.static(fileURLToPath(new URL("public", import.meta.url))));

  /** Where the page connects: an address with a token for its name. */
  app.get("/negotiate", async (request, response) => {
    const name = String(request.query["name"] ?? "").trim();
    if (name === "" || name.length > longest.name || !/^[\x20-\x7e]+$/.test(name)) {
      response.status(400).json({ message: `A name has 1 to ${longest.name} characters of ASCII.` });
      return;
    }
    response.json({ url: (await (await service).getClientAccessToken({ userId: name })).url });
  });

  // Only now, so that nobody comes before there is something to see. The service needs the address of its handler.
  const server = createServer(app);
  const url = await listen(server, port);
  const local = connectionString === undefined ? await startLocal(`${url}/eventhandler/`) : undefined;
  const chosen = connectionString ?? local?.connectionString ?? "";
  provide(new WebPubSubServiceClient(chosen, hub, { allowInsecureConnection: isOnThisMachine(chosen) }));

  return {
    url,
    /** The page of the local service that shows what happens, if there is one. */
    statusPage: local?.statusPage,
    async close() {
      await local?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Listens on this machine, and returns where. @param {import("node:http").Server} server @param {number} port */
async function listen(server, port) {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (cause) {
    const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    throw isTaken ? new Error(`Port ${port} is taken. Set PORT to another one, or to 0 for any.`, { cause }) : cause;
  }
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`;
}

/** Whether a service is a local one, to which nothing goes over a network without TLS. @param {string} connectionString */
function isOnThisMachine(connectionString) {
  const [, endpoint = ""] = /(?:^|;)Endpoint=([^;]*)/i.exec(connectionString) ?? [];
  return URL.canParse(endpoint) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}

/** A service on this machine whose events come here. @param {string} handlerUrl */
async function startLocal(handlerUrl) {
  const { startLocalService } = await import("web-pubsub-local");
  return startLocalService({
    hubs: {
      [hub]: {
        eventHandlers: [
          {
            urlTemplate: `${handlerUrl}{event}`,
            systemEvents: ["connect", "connected", "disconnected"],
            userEventPattern: "say",
          },
        ],
      },
    },
  });
}

/** Waits for a send. That nobody could be told must not end the application. @param {Promise<unknown>} sent */
async function tell(sent) {
  try {
    await sent;
  } catch (error) {
    console.error(`The room could not be told: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Runs the chat until it is interrupted. */
async function main() {
  const port = Number(process.env["PORT"] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("PORT must be a number from 0 to 65535.");
  const connectionString = process.env["WEB_PUBSUB_CONNECTION_STRING"] || undefined;
  const { url, statusPage, close } = await startChat({ port, connectionString });
  console.log(`The chat is at ${url}`);
  if (statusPage !== undefined) console.log(`What happens in the local service is shown at ${statusPage}`);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => void close());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
