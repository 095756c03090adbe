/** A process of its own with WebSocket clients that are in one group and count what arrives. */
import { once } from "node:events";
import { SignJWT } from "jose";
import { WebSocket } from "ws";
import { listenToParent } from "../childProcess.js";
import { group, hub } from "./localTarget.js";
import type { LocalTarget } from "./localTarget.js";

let clients: WebSocket[] = [];
let received = 0;

/** Connects as many clients at once as a server may have waiting. */
const batch = 100;

listenToParent({
  async connect(argument) {
    const { target, count } = argument as { target: LocalTarget; count: number };
    const audience = `${target.endpoint}/client/hubs/${hub}`;
    const token = await new SignJWT({ "webpubsub.group": group })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(audience)
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(target.key));
    const url = `${audience.replace("http", "ws")}?access_token=${token}`;
    while (clients.length < count) {
      const added = Array.from({ length: Math.min(batch, count - clients.length) }, () => {
        const socket = new WebSocket(url, "json.webpubsub.azure.v1", { perMessageDeflate: false });
        // The first one is the greeting.
        socket.once("message", () => socket.on("message", () => (received += 1)));
        return socket;
      });
      await Promise.all(added.map((socket) => once(socket, "message")));
      clients.push(...added);
    }
  },
  async received() {
    return received;
  },
  async disconnect() {
    const closed = clients.map((socket) => once(socket, "close"));
    for (const socket of clients) socket.terminate();
    await Promise.all(closed);
    clients = [];
    received = 0;
  },
});
