import type { HttpResponse } from "@azure-rest/core-client";
import { createClient, getLongRunningPoller } from "../clients/lro/index.js";
import { cookiePolicy, equal, options } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "lro";

/** What the server calls them. */
export const names = /^(?:LRO(?!.*Parameterized)|CustomHeaderP)/;

/** What the server's operations end with; its bodies are often others than its document says. */
const product = (provisioningState: string) => ({ properties: { provisioningState }, id: "100", name: "foo" });
const ended = product("Succeeded");
const state = (status: string, id?: string) => ({ status, ...(id !== undefined && { id }) });
const sub = { properties: { provisioningState: "Succeeded" }, id: "100", subresource: "sub1" };
const sku = { name: "sku", id: "100" };
const place = "/lro/patch/202/retry/asyncAndLocationHeader/operationResults/202/finalResults/202";
const patched = { id: place, type: "AsyncAndLocationHeader/Operationresults/finalResults", name: "202" };

const hasFailed = /^The long-running operation has failed/;
const wasCanceled = /^Operation was canceled$/;
const noJson = /is not the JSON that it says it is/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = makeClient();
  const named = makeClient();
  named.pipeline.addPolicy({
    name: "request id",
    sendRequest(request, next) {
      request.headers.set("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
      return next(request);
    },
  });
  const body = { location: "West US" };
  return {
    LROPutInlineComplete: ends(() => client.path("/lro/put/200/succeeded").put({ body }), ended),
    LROPutInlineComplete201: ends(() => client.path("/lro/put/201/succeeded").put({ body }), ended),
    LROPut200InlineCompleteNoState: ends(() => client.path("/lro/put/200/succeeded/nostate").put({ body }), {
      id: "100",
      name: "foo",
    }),
    LROPut202Retry200: ends(() => client.path("/lro/put/202/retry/200").put({ body }), { id: "100", name: "foo" }),
    LROPutSucceededWithBody: ends(() => client.path("/lro/put/201/creating/succeeded/200").put({ body }), ended),
    LROPutSucceededNoBody: ends(() => client.path("/lro/put/200/updating/succeeded/200").put({ body }), ended),
    LROPutFailed: fails(() => client.path("/lro/put/201/created/failed/200").put({ body }), hasFailed),
    LROPutCanceled: fails(() => client.path("/lro/put/200/accepted/canceled/200").put({ body }), wasCanceled),
    LROPutNoHeaderInRetry: ends(() => client.path("/lro/put/noheader/202/200").put({ body }), ended),
    LROPutAsyncRetrySucceeded: ends(() => client.path("/lro/putasync/retry/succeeded").put({ body }), ended),
    LROPutAsyncNoRetrySucceeded: ends(() => client.path("/lro/putasync/noretry/succeeded").put({ body }), ended),
    LROPutAsyncRetryFailed: fails(() => client.path("/lro/putasync/retry/failed").put({ body }), hasFailed),
    LROPutAsyncNoRetryCanceled: fails(() => client.path("/lro/putasync/noretry/canceled").put({ body }), wasCanceled),
    LROPutAsyncNoHeaderInRetry: ends(() => client.path("/lro/putasync/noheader/201/200").put({ body }), ended),
    LROPutSubResourceInRetry: ends(() => client.path("/lro/putsubresource/202/200").put({ body: {} }), sub),
    LROPutSubResourceAsyncInRetry: ends(() => client.path("/lro/putsubresourceasync/202/200").put({ body: {} }), sub),
    LROPutNonResourceInRetry: ends(() => client.path("/lro/putnonresource/202/200").put({ body: sku }), sku),
    LROPutNonResourceAsyncInRetry: ends(() => client.path("/lro/putnonresourceasync/202/200").put({ body: sku }), sku),

    LROPatchInlineCompleteIgnoreHeaders: ends(
      () => client.path("/lro/patch/200/succeeded/ignoreheaders").patch({ body }),
      ended,
    ),
    LROPatch201WithAsyncHeader: ends(() => client.path("/lro/patch/201/retry/onlyAsyncHeader").patch({ body }), {
      ...ended,
      id: "/lro/patch/201/retry/onlyAsyncHeader",
    }),
    LROPatch202WithAsyncAndLocationHeader: ends(
      () => client.path("/lro/patch/202/retry/asyncAndLocationHeader").patch({ body }),
      patched,
    ),

    LRODeleteProvisioningSucceededWithBody: ends(
      () => client.path("/lro/delete/provisioning/202/accepted/200/succeeded").delete(),
      ended,
    ),
    LRODeleteProvisioningFailed: ends(
      () => client.path("/lro/delete/provisioning/202/deleting/200/failed").delete(),
      product("Failed"),
    ),
    LRODeleteProvisioningCanceled: ends(
      () => client.path("/lro/delete/provisioning/202/deleting/200/canceled").delete(),
      product("Canceled"),
    ),
    LRODeleteInlineComplete: ends(() => client.path("/lro/delete/204/succeeded").delete(), undefined),
    LRODelete200: ends(() => client.path("/lro/delete/202/retry/200").delete(), undefined),
    LRODelete204: ends(() => client.path("/lro/delete/202/noretry/204").delete(), undefined),
    LRODeleteNoHeaderInRetry: ends(() => client.path("/lro/delete/noheader").delete(), undefined),
    LRODeleteAsyncNoHeaderInRetry: ends(
      () => client.path("/lro/deleteasync/noheader/202/204").delete(),
      state("Succeeded"),
    ),
    LRODeleteAsyncRetrySucceeded: ends(
      () => client.path("/lro/deleteasync/retry/succeeded").delete(),
      state("Succeeded"),
    ),
    LRODeleteAsyncNoRetrySucceeded: ends(
      () => client.path("/lro/deleteasync/noretry/succeeded").delete(),
      state("Succeeded"),
    ),
    LRODeleteAsyncRetryFailed: fails(() => client.path("/lro/deleteasync/retry/failed").delete(), hasFailed),
    LRODeleteAsyncRetryCanceled: fails(() => client.path("/lro/deleteasync/retry/canceled").delete(), wasCanceled),

    LROPostSuccededWithBody: ends(() => client.path("/lro/post/202/retry/200").post({ body }), ended),
    LROPostSuccededNoBody: ends(() => client.path("/lro/post/202/noretry/204").post({ body }), undefined),
    LROPost200: ends(() => client.path("/lro/post/payload/200").post(), { id: "1", name: "product" }),
    LROPostDoubleHeadersFinalAzureHeaderGet: ends(
      () => client.path("/lro/LROPostDoubleHeadersFinalAzureHeaderGet").post(),
      state("succeeded", "100"),
    ),
    LROPostDoubleHeadersFinalAzureHeaderGetDefault: ends(
      () => client.path("/lro/LROPostDoubleHeadersFinalAzureHeaderGetDefault").post(),
      { id: "100", name: "foo" },
    ),
    LROPostDoubleHeadersFinalLocationPost: ends(() => client.path("/lro/LROPostDoubleHeadersFinalLocationGet").post(), {
      id: "100",
      name: "foo",
    }),
    LROPostDoubleHeadersFinalLocationAsync: ends(
      () => client.path("/lro/LROPostDoubleHeadersFinalLocationGet").post(),
      { id: "100", name: "foo" },
    ),
    LROPostDoubleHeadersFinalLocationGet: ends(() => client.path("/lro/LROPostDoubleHeadersFinalLocationGet").post(), {
      id: "100",
      name: "foo",
    }),
    LROPostAndGetList: ends(() => client.path("/lro/list").post(), [{ id: "100", name: "foo" }]),
    LROPostAsyncRetrySucceeded: ends(() => client.path("/lro/postasync/retry/succeeded").post({ body }), ended),
    LROPostAsyncNoRetrySucceeded: ends(() => client.path("/lro/postasync/noretry/succeeded").post({ body }), ended),
    LROPostAsyncRetryFailed: fails(
      () => client.path("/lro/postasync/retry/failed").post({ body }),
      /^The long-running operation has failed\. 500\. Internal Server Error/,
    ),
    LROPostAsyncRetryCanceled: fails(() => client.path("/lro/postasync/retry/canceled").post({ body }), wasCanceled),

    LRORetryPutSucceededWithBody: ends(
      () => client.path("/lro/retryerror/put/201/creating/succeeded/200").put({ body }),
      ended,
    ),
    LRORetryErrorPutAsyncSucceeded: ends(
      () => client.path("/lro/retryerror/putasync/retry/succeeded").put({ body }),
      ended,
    ),
    LRORetryErrorPutAsyncSucceededPolling: ends(
      () => client.path("/lro/retryerror/putasync/retry/succeeded").put({ body }),
      ended,
    ),
    LRORetryErrorDelete202Accepted200Succeeded: ends(
      () => client.path("/lro/retryerror/delete/provisioning/202/accepted/200/succeeded").delete(),
      ended,
    ),
    LRORetryErrorDelete202Retry200Succeeded: ends(
      () => client.path("/lro/retryerror/delete/202/retry/200").delete(),
      ended,
    ),
    LRORetryErrorDeleteAsyncRetrySucceeded: ends(
      () => client.path("/lro/retryerror/deleteasync/retry/succeeded").delete(),
      state("Succeeded"),
    ),
    LRORetryErrorPost202Retry200Succeeded: ends(
      () => client.path("/lro/retryerror/post/202/retry/200").post({ body }),
      ended,
    ),
    LRORetryErrorPostAsyncRetrySucceeded: ends(
      () => client.path("/lro/retryerror/postasync/retry/succeeded").post({ body }),
      sku,
    ),

    LRONonRetryPut400: fails(() => client.path("/lro/nonretryerror/put/400").put({ body }), 400),
    LRONonRetryPut201Creating400: fails(
      () => client.path("/lro/nonretryerror/put/201/creating/400").put({ body }),
      400,
    ),
    LRONonRetryPut201Creating400InvalidJson: fails(
      () => client.path("/lro/nonretryerror/put/201/creating/400/invalidjson").put({ body }),
      400,
    ),
    LRONonRetryPutAsyncRetry400: fails(() => client.path("/lro/nonretryerror/putasync/retry/400").put({ body }), 400),
    LRONonRetryDelete400: fails(() => client.path("/lro/nonretryerror/delete/400").delete(), 400),
    LRONonRetryDelete202Retry400: fails(() => client.path("/lro/nonretryerror/delete/202/retry/400").delete(), 400),
    LRONonRetryDeleteAsyncRetry400: fails(() => client.path("/lro/nonretryerror/deleteasync/retry/400").delete(), 400),
    LRONonRetryPost400: fails(() => client.path("/lro/nonretryerror/post/400").post({ body }), 400),
    LRONonRetryPost202Retry400: fails(() => client.path("/lro/nonretryerror/post/202/retry/400").post({ body }), 400),
    LRONonRetryPostAsyncRetry400: fails(
      () => client.path("/lro/nonretryerror/postasync/retry/400").post({ body }),
      400,
    ),

    // What says nothing of its state has ended by what its status says.
    LROErrorPut201NoProvisioningStatePayload: ends(
      () => client.path("/lro/error/put/201/noprovisioningstatepayload").put({ body }),
      undefined,
    ),
    LROErrorPutAsyncNoPollingStatus: ends(() => client.path("/lro/error/putasync/retry/nostatus").put({ body }), {}),
    LROErrorPutAsyncNoPollingStatusPayload: ends(
      () => client.path("/lro/error/putasync/retry/nostatuspayload").put({ body }),
      undefined,
    ),
    LROErrorDeleteNoLocation: ends(() => client.path("/lro/error/delete/204/nolocation").delete(), undefined),
    LROErrorDeleteAsyncNoPollingStatus: ends(() => client.path("/lro/error/deleteasync/retry/nostatus").delete(), {}),
    LROErrorPostNoLocation: ends(() => client.path("/lro/error/post/202/nolocation").post({ body }), undefined),
    LROErrorPostAsyncNoPollingPayload: ends(
      () => client.path("/lro/error/postasync/retry/nopayload").post({ body }),
      undefined,
    ),
    LROErrorPut200InvalidJson: fails(() => client.path("/lro/error/put/200/invalidjson").put({ body }), noJson),
    LROErrorPutAsyncInvalidHeader: fails(
      () => client.path("/lro/error/putasync/retry/invalidheader").put({ body }),
      404,
    ),
    LROErrorPutAsyncInvalidJsonPolling: fails(
      () => client.path("/lro/error/putasync/retry/invalidjsonpolling").put({ body }),
      noJson,
    ),
    LROErrorDelete202RetryInvalidHeader: fails(
      () => client.path("/lro/error/delete/202/retry/invalidheader").delete(),
      404,
    ),
    LROErrorDeleteAsyncInvalidHeader: fails(
      () => client.path("/lro/error/deleteasync/retry/invalidheader").delete(),
      404,
    ),
    LROErrorDeleteAsyncInvalidJsonPolling: fails(
      () => client.path("/lro/error/deleteasync/retry/invalidjsonpolling").delete(),
      noJson,
    ),
    LROErrorPost202RetryInvalidHeader: fails(
      () => client.path("/lro/error/post/202/retry/invalidheader").post({ body }),
      404,
    ),
    LROErrorPostAsyncInvalidHeader: fails(
      () => client.path("/lro/error/postasync/retry/invalidheader").post({ body }),
      404,
    ),
    LROErrorPostAsyncInvalidJsonPolling: fails(
      () => client.path("/lro/error/postasync/retry/invalidjsonpolling").post({ body }),
      noJson,
    ),

    CustomHeaderPutAsyncSucceded: ends(
      () => named.path("/lro/customheader/putasync/retry/succeeded").put({ body }),
      ended,
      named,
    ),
    CustomHeaderPutSucceeded: ends(
      () => named.path("/lro/customheader/put/201/creating/succeeded/200").put({ body }),
      ended,
      named,
    ),
    CustomHeaderPostSucceeded: ends(
      () => named.path("/lro/customheader/post/202/retry/200").post({ body }),
      undefined,
      named,
    ),
    CustomHeaderPostAsyncSucceded: ends(
      () => named.path("/lro/customheader/postasync/retry/succeeded").post({ body }),
      state("Succeeded"),
      named,
    ),
  };

  function makeClient() {
    const made = createClient(endpoint, options);
    made.pipeline.addPolicy(cookiePolicy(), { phase: "Sign" });
    return made;
  }

  /** Follows an operation to its end. */
  async function follow<TResponse extends HttpResponse>(call: PromiseLike<TResponse>, by = client) {
    const poller = await getLongRunningPoller(by, call, { intervalInMs: 1 });
    return poller.pollUntilDone();
  }

  /** The operation must end with this body. */
  function ends<TResponse extends HttpResponse>(start: () => PromiseLike<TResponse>, expected: unknown, by = client) {
    return async () => {
      const { body: result } = (await follow(start(), by)) as { body?: unknown };
      equal(result, expected);
    };
  }

  /** The operation must fail with this message, or because of an answer with this status. */
  function fails<TResponse extends HttpResponse>(start: () => PromiseLike<TResponse>, expected: RegExp | number) {
    return async () => {
      const error = await follow(start()).then(
        () => new Error("no error"),
        (reason: Error & { statusCode?: unknown }) => reason,
      );
      if (typeof expected === "number")
        equal<unknown>("statusCode" in error ? error.statusCode : error.message, expected);
      else if (!expected.test(error.message)) throw error;
    };
  }
};
