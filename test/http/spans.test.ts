import { useInstrumenter } from "@azure/core-tracing";
import type { TracingContext } from "@azure/core-tracing";
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import {
  buildListConnectionsInGroupRequest,
  createWebPubSubClient,
  getClientAccessToken,
  paginate,
} from "../../src/versions/2024-12-01.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const token = { token: "fake-entra-token", expiresOnTimestamp: Date.now() + 3_600_000 };
const client = createWebPubSubClient(ENDPOINT, { getToken: async () => token }, { retryOptions: { maxRetries: 0 } });

/** A context that knows the spans it lies in, outermost first. */
const contextOf = (spans: readonly string[]): TracingContext & { spans: readonly string[] } => ({
  spans,
  getValue: () => undefined,
  setValue: () => contextOf(spans),
  deleteValue: () => contextOf(spans),
});

let seen: string[] = [];
const packages = new Set<string>();
beforeEach(() => {
  seen = [];
  packages.clear();
  useInstrumenter({
    startSpan(name, { packageName, tracingContext }) {
      packages.add(packageName);
      const spans = [...((tracingContext as { spans?: string[] } | undefined)?.spans ?? []), name];
      seen.push(spans.join(" > "));
      const span = {
        setStatus() {},
        setAttribute() {},
        recordException() {},
        isRecording: () => true,
        addEvent() {},
        end() {},
      };
      return { span, tracingContext: contextOf(spans) };
    },
    withContext: (_context, callback, ...args) => callback(...args),
    parseTraceparentHeader: () => undefined,
    createRequestHeaders: () => ({}),
  });
});
afterAll(() => useInstrumenter(undefined as never));

const tracingOptions = { tracingContext: contextOf(["caller"]) };
const json = (body: object) => ({
  status: 200,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

test("a call has a span, above those of its attempts", async () => {
  service.answer({ status: 503 }, { status: 200 });
  await testClient({ retryOptions: { maxRetries: 1, retryDelayInMs: 1 } })
    .path("/api/health")
    .head();
  expect(seen).toEqual([
    "web-pubsub-rest HEAD",
    "web-pubsub-rest HEAD > HTTP HEAD",
    "web-pubsub-rest HEAD > HTTP HEAD",
  ]);
  expect(packages).toContain("web-pubsub-rest");
});

test("the request for a client's token lies below the caller's span", async () => {
  service.answer(json({ token: "fake.client.token" }));
  await getClientAccessToken(client, "chat", { tracingOptions });
  expect(seen).toEqual(["caller > web-pubsub-rest POST", "caller > web-pubsub-rest POST > HTTP POST"]);
});

test("the requests for pages lie below the caller's span", async () => {
  const path = "/api/hubs/chat/groups/news/connections";
  service.answer(json({ value: [], nextLink: `${ENDPOINT}${path}?continuationToken=1` }), json({ value: [] }));
  const pages = paginate(client, buildListConnectionsInGroupRequest("chat", "news"), { tracingOptions }).byPage();
  await pages.next();
  await pages.next();
  const both = ["caller > web-pubsub-rest GET", "caller > web-pubsub-rest GET > HTTP GET"];
  expect(seen).toEqual([...both, ...both]);
});

test.each(["startSpan", "isRecording", "createRequestHeaders", "setAttribute", "setStatus", "end"])(
  "an instrumenter whose %s fails is no reason for a call to fail",
  async (failing) => {
    const fail = (name: string): void => {
      if (name === failing) throw new Error("not today");
    };
    useInstrumenter({
      startSpan: () => {
        fail("startSpan");
        const span = {
          setStatus: () => fail("setStatus"),
          setAttribute: () => fail("setAttribute"),
          recordException() {},
          isRecording: () => (fail("isRecording"), true),
          addEvent() {},
          end: () => fail("end"),
        };
        return { span, tracingContext: contextOf([]) };
      },
      withContext: (_context, callback, ...args) => callback(...args),
      parseTraceparentHeader: () => undefined,
      createRequestHeaders: () => (fail("createRequestHeaders"), {}),
    });
    const received = service.answer({ status: 200 }, { status: 400 });
    const call = () =>
      testClient({ retryOptions: { maxRetries: 0 } })
        .path("/api/health")
        .head({ tracingOptions });
    expect((await call()).status).toBe("200");
    expect((await call()).status).toBe("400");
    expect(received).toHaveLength(2);
  },
);
