// As a whole, so that what a tool such as msw puts in the place of a function is what is called here.
import http from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import https from "node:https";
import { CallFailure } from "./wire.js";
import type { HandlerAnswer, HandlerRequest } from "./wire.js";

/** How large the body of an answer may be, in bytes: 16 MiB (`Azure/azure-webpubsub`, tools/emulator). */
const bodyLimit = 16_777_216;

/** One request over the network. */
export interface HttpCall extends HandlerRequest {
  readonly method: "POST" | "OPTIONS" | "GET";
  readonly url: string;
}

/** The way to web servers. Connections are kept for further requests until it is closed. */
export class HttpTransport {
  readonly #agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

  /**
   * Sends a request and reads the answer. A redirection is an answer, and not followed.
   *
   * @param signal - gives the request up; its reason is thrown
   * @throws CallFailure where there is no answer, or one that is too large
   */
  async send(call: HttpCall, signal: AbortSignal): Promise<HandlerAnswer> {
    const isReused = { value: false };
    try {
      return await this.#sendOnce(call, signal, isReused);
    } catch (error) {
      if (!isReused.value || signal.aborted) throw error;
      // The server has closed a connection that it kept, just when it was used again: it never saw the request.
      return this.#sendOnce(call, signal, isReused);
    }
  }

  /** Closes every connection. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #sendOnce(
    { url, method, headers, body }: HttpCall,
    signal: AbortSignal,
    isReused: { value: boolean },
  ): Promise<HandlerAnswer> {
    signal.throwIfAborted();
    const isTls = url.toLowerCase().startsWith("https:");
    return new Promise((resolve, reject) => {
      const options = {
        method,
        headers: { ...headers, ...(method === "POST" && { "Content-Length": body.length }) },
        agent: isTls ? this.#agents.https : this.#agents.http,
      };
      const request: ClientRequest = isTls ? https.request(url, options) : http.request(url, options);
      const giveUp = (): void => void request.destroy();
      signal.addEventListener("abort", giveUp, { once: true });
      request.once("close", () => signal.removeEventListener("abort", giveUp));
      const fail = (cause: Error): void => {
        const { code, message } = cause as NodeJS.ErrnoException;
        isReused.value = request.reusedSocket && code === "ECONNRESET";
        const failure = cause instanceof CallFailure ? cause : new CallFailure(`No answer: ${message}.`, true);
        reject(signal.aborted ? (signal.reason as Error) : failure);
      };
      request.on("error", fail);
      request.once("response", (response) => {
        readAnswer(response).then(resolve, (error: Error) => {
          request.destroy();
          fail(error);
        });
      });
      request.end(method === "POST" ? body : undefined);
    });
  }
}

async function readAnswer(response: IncomingMessage): Promise<HandlerAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) throw new CallFailure(`The answer has more than ${bodyLimit} bytes.`);
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []]),
  );
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks, length) };
}
