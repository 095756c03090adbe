import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { issueResourceToken } from "../auth/issueToken.js";
import type { ControlledService } from "../control/controlledService.js";
import type { Events } from "../events/events.js";
import { writeAnswer } from "../http/answer.js";
import type { Service } from "../http/handleRequest.js";
import { messageLimit } from "../http/readBody.js";
import { splitUrl } from "../http/restRequest.js";
import { closeCodes } from "../websocket/closeCodes.js";
import { closeSockets } from "../websocket/closeSockets.js";
import { refuse } from "../websocket/clients.js";
import { isAddressedToUs, isFromOwnPage } from "./address.js";
import { headersFor, readDocument } from "./document.js";
import { readDraft, requestOf } from "./draft.js";
import type { Draft } from "./draft.js";
import { Feed } from "./feed.js";
import { pageStateOf } from "./pageState.js";
import { ActivityLog, isShown } from "./recentActivity.js";
import { answerTestClient, readTestClient } from "./testClient.js";
import { RecentMessages } from "./recentMessages.js";

/** Where the page's WebSocket connects. A path of its own, so that open pages are no clients of any hub. */
const feedPath = "/page/events";

/** The largest frame of a page, in bytes: the largest message, each of its characters escaped, and what is around it. */
const frameLimit = 6 * messageLimit + 65_536;

/** What a page is told where its message brought about an error. */
const ownFault = "The local service failed to handle the message.";

/** What a status page shows, and sends with. */
export interface StatusPageSource {
  readonly service: Service;
  readonly control: ControlledService;
  readonly events: Events;
  /** What the service was told to listen on. */
  readonly host: string;
}

/**
 * The page at `/`. It needs no key, so it is for whoever can open it and for nobody else: other sites can neither read it,
 * nor the token in it, without which its WebSocket does not open.
 */
export class StatusPage {
  readonly #source: StatusPageSource;
  readonly #token = randomBytes(32).toString("base64url");
  readonly #messages = new RecentMessages();
  readonly #activity = new ActivityLog();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: frameLimit, perMessageDeflate: false });
  #document: ReturnType<typeof readDocument> | undefined;

  constructor(source: StatusPageSource) {
    this.#source = source;
    source.events.observe((event) => {
      if (event.type === "message") this.#messages.add(event);
      else if (isShown(event)) this.#activity.add(event);
    });
    this.#sockets.on("wsClientError", (_error, socket, request) => refuse(request, socket, { status: 400 }));
  }

  /** Whether a request is for the page. */
  isFor({ method, url = "" }: IncomingMessage): boolean {
    return ["GET", "HEAD"].includes(method ?? "") && splitUrl(url).path === "/";
  }

  /** Whether an upgrade request is for the page's feed. */
  isForFeed({ url = "" }: IncomingMessage): boolean {
    return splitUrl(url).path === feedPath;
  }

  /** Serves the page. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isAddressedToUs(request, this.#source.host)) {
      const text = "The status page is served at the address that the service listens on, and at no other name.";
      writeAnswer(response, { status: 403, text });
      return;
    }
    try {
      const write = await (this.#document ??= readDocument());
      const nonce = randomBytes(16).toString("base64url");
      writeAnswer(response, { status: 200, headers: headersFor(nonce), text: write({ nonce, token: this.#token }) });
    } catch {
      this.#document = undefined;
      writeAnswer(response, {
        status: 500,
        text: "The files of the status page cannot be read. Install the package anew.",
      });
    }
  }

  /** Opens the feed for a page that was served here, and refuses it to everybody else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Without a listener, a page that goes away early would end the process.
    socket.on("error", () => socket.destroy());
    const token = splitUrl(request.url ?? "").query.get("token") ?? "";
    if (!isAddressedToUs(request, this.#source.host) || !isFromOwnPage(request) || !this.#isToken(token)) {
      refuse(request, socket, { status: 403, text: "This path is for the status page." });
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (page) => this.#open(page, `http://${request.headers.host}`));
  }

  /** Closes what pages are connected with. */
  close(): Promise<void> {
    return closeSockets(this.#sockets);
  }

  #open(page: WebSocket, origin: string): void {
    const { service, events } = this.#source;
    const feed = new Feed(page, {
      clock: service.clock,
      events,
      messages: this.#messages,
      activity: this.#activity,
      state: () => pageStateOf(service.hubs),
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    page.on("error", () => undefined);
    page.on("close", () => feed.stop());
    page.on("message", (data: Buffer) => {
      const [draft, client] = [readDraft(String(data)), readTestClient(String(data))];
      if (draft !== undefined) void this.#answer(draft, origin).then((answer) => page.send(JSON.stringify({ answer })));
      else if (client !== undefined)
        void answerTestClient(client, service, origin).then((token) => page.send(JSON.stringify({ token })));
      else page.close(closeCodes.invalidPayload, "The frame is not one of the status page.");
    });
  }

  /** What becomes of a draft. Never fails, for nobody is there to tell but the page. */
  async #answer(draft: Draft, origin: string): Promise<object> {
    try {
      return await this.#send(draft, origin);
    } catch {
      return { id: draft.id, status: 500, text: ownFault };
    }
  }

  /** Has the service handle the draft as a request, which it checks, notes and answers like any other. */
  async #send(draft: Draft, origin: string): Promise<object> {
    const { service, control, events } = this.#source;
    const { token } = await issueResourceToken(service);
    const request = requestOf(draft, origin, token);
    const outcome = await control.answer(request);
    if (outcome === "reset") return { id: draft.id, status: 0, text: "The request was broken off by an interception." };
    const { status, text, receivers } = outcome;
    events.emit({ type: "request", method: request.method, path: request.url, status, receivers });
    return { id: draft.id, status, text, receivers };
  }

  #isToken(given: string): boolean {
    const [one, other] = [Buffer.from(given), Buffer.from(this.#token)];
    return one.length === other.length && timingSafeEqual(one, other);
  }
}
