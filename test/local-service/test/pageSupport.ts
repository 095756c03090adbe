import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { LocalService } from "../src/index.js";
import type { PageState } from "../src/page/pageState.js";
import type { RecentActivity } from "../src/page/recentActivity.js";
import type { RecentMessage } from "../src/page/recentMessages.js";
import { closeAfterTest } from "./support.js";

/** What a page is told. */
export interface Frame {
  readonly state?: PageState;
  readonly messages: RecentMessage[];
  readonly messageCount: number;
  readonly activity?: RecentActivity[];
  readonly token?: { id: number; token?: string; text?: string };
  readonly answer?: { id: number; status: number; text?: string; receivers?: number };
}

/** Asks for the page under any name. `fetch` would not let the `Host` header be set. */
export async function get(endpoint: string, { method = "GET", host = new URL(endpoint).host, path = "/" } = {}) {
  const sent = request(endpoint + path, { method, headers: { host } }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const text = (await response.toArray()).join("");
  return { status: response.statusCode, headers: response.headers, text };
}

/** The token in the page that a service serves. */
export async function pageToken({ endpoint }: Pick<LocalService, "endpoint">): Promise<string> {
  const { text } = await get(endpoint);
  return /name="token" content="([\w-]{43})"/.exec(text)?.[1] ?? "";
}

/** The address of a page's feed. */
export const feedUrl = ({ endpoint }: Pick<LocalService, "endpoint">, token: string): string =>
  `${endpoint.replace("http", "ws")}/page/events?token=${token}`;

/** What a page connects with, without a page. Keeps all that it is told. */
export class PageFeed {
  readonly frames: Frame[] = [];
  readonly closed: Promise<number>;

  constructor(readonly socket: WebSocket) {
    closeAfterTest({ close: () => socket.terminate() });
    socket.on("message", (data) => this.frames.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => socket.once("close", resolve));
  }

  /** Waits until something has been told. */
  async until<Found>(look: (frames: Frame[]) => Found | undefined): Promise<Found> {
    for (;;) {
      const found = look(this.frames);
      if (found !== undefined) return found;
      await once(this.socket, "message");
    }
  }

  /** Sends what somebody wrote, and returns the answer. */
  async send(draft: object): Promise<Frame["answer"]> {
    const whole = { id: 1, hub: "chat", target: "all", name: "", contentType: "text/plain", body: "x", ...draft };
    const before = this.frames.length;
    this.socket.send(JSON.stringify(whole));
    return this.until((frames) => frames.slice(before).find(({ answer }) => answer)?.answer);
  }
}

/** An open feed that has been told what there is. */
export async function openFeed(service: Pick<LocalService, "endpoint">): Promise<PageFeed> {
  const socket = new WebSocket(feedUrl(service, await pageToken(service)), { origin: service.endpoint });
  const feed = new PageFeed(socket);
  await feed.until(([first]) => first);
  return feed;
}

/** A hub with handlers that answer, refuse and fail. */
export const handledHubs = {
  chat: {
    eventHandlers: [
      {
        connect: ({ claims }: { claims: Readonly<Record<string, readonly string[]>> }) =>
          claims["sub"]?.[0] === "mallory" ? { status: 403, text: "no" } : { groups: ["news"] },
        userEvent: ({ event, data }: { event: string; data: unknown }) => {
          if (event === "boom") throw new Error("my bug <b>");
          if (event === "busy") return { status: 503 };
          return { data: { youSaid: data } };
        },
        userEventPattern: "message, boom, busy",
      },
    ],
  },
};
