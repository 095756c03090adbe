import { afterAll, afterEach, beforeAll } from "@jest/globals";
// Not from "msw", which loads all of GraphQL into each test file.
import { http } from "msw/core/http";
import { setupServer } from "msw/node";

/** A request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** As it was sent, with its escapes. */
  url: string;
  headers: Headers;
  body: Uint8Array;
}

/** Answers given in order; the last one is repeated. */
export type Answer = { status: number; body?: string | null; headers?: Record<string, string> };

/**
 * Stands in for the service, for one test file. Requests that no test has announced an answer for fail.
 *
 * @returns `answer`, which sets the answers of the current test and returns the list of the requests that it receives,
 * and `fail`, which breaks each connection from then on
 */
export function fakeService(): { answer(...answers: Answer[]): ReceivedRequest[]; fail(): void } {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return {
    answer(...answers) {
      const received: ReceivedRequest[] = [];
      server.use(
        http.all("*", async ({ request }) => {
          const { method, url, headers } = request;
          received.push({ method, url, headers, body: new Uint8Array(await request.clone().arrayBuffer()) });
          const next = answers[Math.min(received.length, answers.length) - 1] as Answer;
          return new Response(next.body ?? null, { status: next.status, headers: next.headers ?? {} });
        }),
      );
      return received;
    },
    fail() {
      server.use(http.all("*", () => Response.error()));
    },
  };
}
