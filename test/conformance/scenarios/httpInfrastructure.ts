import { createClient, isUnexpected } from "../clients/httpInfrastructure/index.js";
import type { Unexpected } from "../clients/httpInfrastructure/index.js";
import { answer, cookiePolicy, equal, failure, options, returns, returnsRaw } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "httpInfrastructure";

/** What the server calls them. */
export const names = /^(Http|ResponsesScenario)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => ({
  ...success(endpoint),
  ...redirects(endpoint),
  ...failures(endpoint),
  ...retries(endpoint),
  ...payloads(endpoint),
});

function success(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  return {
    HttpSuccess200Head: () => answer(client.path("/http/success/200").head(), "200"),
    HttpSuccess200Get: () => returns(client.path("/http/success/200").get(), "200", true),
    HttpSuccess200Put: () => answer(client.path("/http/success/200").put({ body: true }), "200"),
    HttpSuccess200Post: () => answer(client.path("/http/success/200").post({ body: true }), "200"),
    HttpSuccess200Patch: () => answer(client.path("/http/success/200").patch({ body: true }), "200"),
    HttpSuccess200Delete: () => answer(client.path("/http/success/200").delete({ body: true }), "200"),
    HttpSuccess201Put: () => answer(client.path("/http/success/201").put({ body: true }), "201"),
    HttpSuccess201Post: () => answer(client.path("/http/success/201").post({ body: true }), "201"),
    HttpSuccess202Put: () => answer(client.path("/http/success/202").put({ body: true }), "202"),
    HttpSuccess202Post: () => answer(client.path("/http/success/202").post({ body: true }), "202"),
    HttpSuccess202Patch: () => answer(client.path("/http/success/202").patch({ body: true }), "202"),
    HttpSuccess202Delete: () => answer(client.path("/http/success/202").delete({ body: true }), "202"),
    HttpSuccess204Head: () => answer(client.path("/http/success/204").head(), "204"),
    HttpSuccess204Put: () => answer(client.path("/http/success/204").put({ body: true }), "204"),
    HttpSuccess204Post: () => answer(client.path("/http/success/204").post({ body: true }), "204"),
    HttpSuccess204Patch: () => answer(client.path("/http/success/204").patch({ body: true }), "204"),
    HttpSuccess204Delete: () => answer(client.path("/http/success/204").delete({ body: true }), "204"),
    HttpSuccess404Head: () => answer(client.path("/http/success/404").head(), "404"),
  };
}

function redirects(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  return {
    HttpRedirect300Head: () => answer(client.path("/http/redirect/300").head(), "200"),
    HttpRedirect300Get: () => answer(client.path("/http/redirect/300").get(), "200"),
    HttpRedirect301Head: () => answer(client.path("/http/redirect/301").head(), "200"),
    HttpRedirect301Put: () => answer(client.path("/http/redirect/301").put({ body: true }), "301"),
    HttpRedirect301Get: () => answer(client.path("/http/redirect/301").get(), "200"),
    HttpRedirect302Head: () => answer(client.path("/http/redirect/302").head(), "200"),
    HttpRedirect302Get: () => answer(client.path("/http/redirect/302").get(), "200"),
    HttpRedirect302Patch: () => answer(client.path("/http/redirect/302").patch({ body: true }), "302"),
    HttpRedirect303Post: () => answer(client.path("/http/redirect/303").post({ body: true }), "200"),
    HttpRedirect307Head: () => answer(client.path("/http/redirect/307").head(), "200"),
    HttpRedirect307Get: () => answer(client.path("/http/redirect/307").get(), "200"),
    HttpRedirect307Put: () => answer(client.path("/http/redirect/307").put({ body: true }), "200"),
    HttpRedirect307Post: () => answer(client.path("/http/redirect/307").post({ body: true }), "200"),
    HttpRedirect307Patch: () => answer(client.path("/http/redirect/307").patch({ body: true }), "200"),
    HttpRedirect307Delete: () => answer(client.path("/http/redirect/307").delete({ body: true }), "200"),
    HttpRedirect307Options: () => answer(client.path("/http/redirect/307").options(), "200"),
  };
}

/** The answer must have this status, and be an error to the guard of the client. */
async function fails<TResponse extends Parameters<typeof isUnexpected>[0]>(
  call: PromiseLike<TResponse>,
  status: string,
): Promise<Unexpected<TResponse>> {
  const response = await call;
  equal(response.status, status);
  if (!isUnexpected(response)) throw new Error(`Status ${status} is no error.`);
  return response;
}

function failures(endpoint: string): Scenarios {
  const client = createClient(endpoint, { ...options, retryOptions: { maxRetries: 0 } });
  return {
    HttpClientFailure400Head: () => fails(client.path("/http/failure/client/400").head(), "400"),
    HttpClientFailure400Get: () => fails(client.path("/http/failure/client/400").get(), "400"),
    HttpClientFailure400Options: () => fails(client.path("/http/failure/client/400").options(), "400"),
    HttpClientFailure400Put: () => fails(client.path("/http/failure/client/400").put({ body: true }), "400"),
    HttpClientFailure400Post: () => fails(client.path("/http/failure/client/400").post({ body: true }), "400"),
    HttpClientFailure400Patch: () => fails(client.path("/http/failure/client/400").patch({ body: true }), "400"),
    HttpClientFailure400Delete: () => fails(client.path("/http/failure/client/400").delete({ body: true }), "400"),
    HttpClientFailure401Head: () => fails(client.path("/http/failure/client/401").head(), "401"),
    HttpClientFailure402Get: () => fails(client.path("/http/failure/client/402").get(), "402"),
    HttpClientFailure403Get: () => fails(client.path("/http/failure/client/403").get(), "403"),
    HttpClientFailure403Options: () => fails(client.path("/http/failure/client/403").options(), "403"),
    HttpClientFailure404Put: () => fails(client.path("/http/failure/client/404").put({ body: true }), "404"),
    HttpClientFailure405Patch: () => fails(client.path("/http/failure/client/405").patch({ body: true }), "405"),
    HttpClientFailure406Post: () => fails(client.path("/http/failure/client/406").post({ body: true }), "406"),
    HttpClientFailure407Delete: () => fails(client.path("/http/failure/client/407").delete({ body: true }), "407"),
    HttpClientFailure409Put: () => fails(client.path("/http/failure/client/409").put({ body: true }), "409"),
    HttpClientFailure410Head: () => fails(client.path("/http/failure/client/410").head(), "410"),
    HttpClientFailure411Get: () => fails(client.path("/http/failure/client/411").get(), "411"),
    HttpClientFailure412Get: () => fails(client.path("/http/failure/client/412").get(), "412"),
    HttpClientFailure412Options: () => fails(client.path("/http/failure/client/412").options(), "412"),
    HttpClientFailure413Put: () => fails(client.path("/http/failure/client/413").put({ body: true }), "413"),
    HttpClientFailure414Patch: () => fails(client.path("/http/failure/client/414").patch({ body: true }), "414"),
    HttpClientFailure415Post: () => fails(client.path("/http/failure/client/415").post({ body: true }), "415"),
    HttpClientFailure416Get: () => fails(client.path("/http/failure/client/416").get(), "416"),
    HttpClientFailure417Delete: () => fails(client.path("/http/failure/client/417").delete({ body: true }), "417"),
    HttpClientFailure429Head: () => fails(client.path("/http/failure/client/429").head(), "429"),
    HttpServerFailure501Head: () => fails(client.path("/http/failure/server/501").head(), "501"),
    HttpServerFailure501Get: () => fails(client.path("/http/failure/server/501").get(), "501"),
    HttpServerFailure505Post: () => fails(client.path("/http/failure/server/505").post({ body: true }), "505"),
    HttpServerFailure505Delete: () => fails(client.path("/http/failure/server/505").delete({ body: true }), "505"),
  };
}

function retries(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  client.pipeline.addPolicy(cookiePolicy(), { phase: "Sign" });
  return {
    HttpRetry408Head: () => answer(client.path("/http/retry/408").head(), "200"),
    HttpRetry502Get: () => answer(client.path("/http/retry/502").get(), "200"),
    HttpRetry502Options: () => answer(client.path("/http/retry/502").options(), "200"),
    HttpRetry500Put: () => answer(client.path("/http/retry/500").put({ body: true }), "200"),
    HttpRetry500Patch: () => answer(client.path("/http/retry/500").patch({ body: true }), "200"),
    HttpRetry503Post: () => answer(client.path("/http/retry/503").post({ body: true }), "200"),
    HttpRetry503Delete: () => answer(client.path("/http/retry/503").delete({ body: true }), "200"),
    HttpRetry504Put: () => answer(client.path("/http/retry/504").put({ body: true }), "200"),
    HttpRetry504Patch: () => answer(client.path("/http/retry/504").patch({ body: true }), "200"),
  };
}

function payloads(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const a = { statusCode: "200" };
  const message = "client error";
  return {
    ResponsesScenarioA200MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/204/none/default/Error/response/200/valid").get(), "200", a),
    ResponsesScenarioA204MatchingNoModel: () =>
      answer(client.path("/http/payloads/200/A/204/none/default/Error/response/204/none").get(), "204"),
    ResponsesScenarioA201DefaultNoModel: () =>
      fails(client.path("/http/payloads/200/A/204/none/default/Error/response/201/valid").get(), "201"),
    ResponsesScenarioA202DefaultNoModel: () =>
      fails(client.path("/http/payloads/200/A/204/none/default/Error/response/202/none").get(), "202"),
    ResponsesScenarioA400DefaultModel: async () => {
      const call = client.path("/http/payloads/200/A/204/none/default/Error/response/400/valid").get();
      equal((await failure(call, "400")).body?.message, message);
    },
    ResponsesScenarioB200MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/201/B/default/Error/response/200/valid").get(), "200", a),
    ResponsesScenarioB201MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/201/B/default/Error/response/201/valid").get(), "201", {
        statusCode: "201",
        textStatusCode: "Created",
      }),
    ResponsesScenarioB400DefaultModel: async () => {
      const call = client.path("/http/payloads/200/A/201/B/default/Error/response/400/valid").get();
      equal((await fails(call, "400")).body?.message, message);
    },
    ResponsesScenarioC200MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/201/C/404/D/default/Error/response/200/valid").get(), "200", a),
    ResponsesScenarioC201MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/201/C/404/D/default/Error/response/201/valid").get(), "201", {
        httpCode: "201",
      }),
    ResponsesScenarioC404MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/201/C/404/D/default/Error/response/404/valid").get(), "404", {
        httpStatusCode: "404",
      }),
    ResponsesScenarioC400DefaultModel: async () => {
      const call = client.path("/http/payloads/200/A/201/C/404/D/default/Error/response/400/valid").get();
      equal((await fails(call, "400")).body?.message, message);
    },
    ResponsesScenarioD202MatchingNoModel: () =>
      answer(client.path("/http/payloads/202/none/204/none/default/Error/response/202/none").get(), "202"),
    ResponsesScenarioD204MatchingNoModel: () =>
      answer(client.path("/http/payloads/202/none/204/none/default/Error/response/204/none").get(), "204"),
    ResponsesScenarioD400DefaultModel: async () => {
      const call = client.path("/http/payloads/202/none/204/none/default/Error/response/400/valid").get();
      equal((await fails(call, "400")).body?.message, message);
    },
    ResponsesScenarioE202MatchingInvalid: () =>
      returnsRaw(client.path("/http/payloads/202/none/204/none/default/none/response/202/invalid").get(), "202", {
        property: "value",
      }),
    ResponsesScenarioE204MatchingNoModel: () =>
      answer(client.path("/http/payloads/202/none/204/none/default/none/response/204/none").get(), "204"),
    ResponsesScenarioE400DefaultNoModel: () =>
      fails(client.path("/http/payloads/202/none/204/none/default/none/response/400/none").get(), "400"),
    ResponsesScenarioE400DefaultInvalid: () =>
      fails(client.path("/http/payloads/202/none/204/none/default/none/response/400/invalid").get(), "400"),
    ResponsesScenarioF200DefaultModel: () =>
      returns(client.path("/http/payloads/default/A/response/200/valid").get(), "200", a),
    ResponsesScenarioF200DefaultNone: () =>
      returns(client.path("/http/payloads/default/A/response/200/none").get(), "200", undefined),
    ResponsesScenarioF400DefaultModel: () =>
      fails(client.path("/http/payloads/default/A/response/400/valid").get(), "400"),
    ResponsesScenarioF400DefaultNone: () =>
      fails(client.path("/http/payloads/default/A/response/400/none").get(), "400"),
    ResponsesScenarioG200DefaultInvalid: () =>
      returnsRaw(client.path("/http/payloads/default/none/response/200/invalid").get(), "200", a),
    ResponsesScenarioG200DefaultNoModel: () =>
      answer(client.path("/http/payloads/default/none/response/200/none").get(), "200"),
    ResponsesScenarioG400DefaultInvalid: () =>
      fails(client.path("/http/payloads/default/none/response/400/invalid").get(), "400"),
    ResponsesScenarioG400DefaultNoModel: () =>
      fails(client.path("/http/payloads/default/none/response/400/none").get(), "400"),
    ResponsesScenarioH200MatchingNone: () =>
      returns(client.path("/http/payloads/200/A/response/200/none").get(), "200", undefined),
    ResponsesScenarioH200MatchingModel: () =>
      returns(client.path("/http/payloads/200/A/response/200/valid").get(), "200", a),
    ResponsesScenarioH200MatchingInvalid: () =>
      returnsRaw(client.path("/http/payloads/200/A/response/200/invalid").get(), "200", { statusCodeInvalid: "200" }),
    // Their document lists status 200 alone, so the types know no error; the guard does.
    ResponsesScenarioH400NonMatchingNone: () =>
      fails(client.path("/http/payloads/200/A/response/400/none").get(), "400"),
    ResponsesScenarioH400NonMatchingModel: () =>
      fails(client.path("/http/payloads/200/A/response/400/valid").get(), "400"),
    ResponsesScenarioH400NonMatchingInvalid: () =>
      fails(client.path("/http/payloads/200/A/response/400/invalid").get(), "400"),
    ResponsesScenarioH202NonMatchingModel: () =>
      fails(client.path("/http/payloads/200/A/response/202/valid").get(), "202"),
    ResponsesScenarioEmptyErrorBody: async () =>
      equal((await fails(client.path("/http/failure/emptybody/error").get(), "400")).body?.message, ""),
    ResponsesScenarioNoModelErrorBody: () => fails(client.path("/http/failure/nomodel/error").get(), "400"),
    ResponsesScenarioNoModelEmptyBody: () => fails(client.path("/http/failure/nomodel/empty").get(), "400"),
  };
}
