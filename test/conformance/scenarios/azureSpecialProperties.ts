import { createClient } from "../clients/azure-special-properties/index.js";
import { equal, failure, options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "azure-special-properties";

/** What the server calls them. */
export const names = /^Azure(Subscription|ApiVersion|Method|Path|Swagger|Xms|RequestClientId|ODataFilter)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => ({
  ...subscriptions(endpoint),
  ...apiVersions(endpoint),
  ...encoding(endpoint),
  ...requestIds(endpoint),
});

function subscriptions(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const id = "1234-5678-9012-3456";
  const headers = { "x-ms-client-request-id": "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0" };
  const base = "/azurespecials/subscriptionId";
  return {
    AzureSubscriptionMethodLocalValid: () =>
      succeeds(
        client.path(`${base}/method/string/none/path/local/1234-5678-9012-3456/{subscriptionId}`, id).post({ headers }),
      ),
    AzureSubscriptionMethodGlobalValid: () =>
      succeeds(
        client
          .path(`${base}/method/string/none/path/global/1234-5678-9012-3456/{subscriptionId}`, id)
          .post({ headers }),
      ),
    AzureSubscriptionMethodGlobalNotProvidedValid: () =>
      succeeds(
        client
          .path(`${base}/method/string/none/path/globalNotProvided/1234-5678-9012-3456/{subscriptionId}`, id)
          .post({ headers }),
      ),
    AzureSubscriptionPathLocalValid: () =>
      succeeds(
        client.path(`${base}/path/string/none/path/local/1234-5678-9012-3456/{subscriptionId}`, id).post({ headers }),
      ),
    AzureSubscriptionPathGlobalValid: () =>
      succeeds(
        client.path(`${base}/path/string/none/path/global/1234-5678-9012-3456/{subscriptionId}`, id).post({ headers }),
      ),
    AzureSubscriptionSwaggerLocalValid: () =>
      succeeds(
        client
          .path(`${base}/swagger/string/none/path/local/1234-5678-9012-3456/{subscriptionId}`, id)
          .post({ headers }),
      ),
    AzureSubscriptionSwaggerGlobalValid: () =>
      succeeds(
        client
          .path(`${base}/swagger/string/none/path/global/1234-5678-9012-3456/{subscriptionId}`, id)
          .post({ headers }),
      ),
  };
}

/** The client sends the version of the document by itself. */
function apiVersions(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const base = "/azurespecials/apiVersion";
  return {
    AzureApiVersionMethodLocalNull: () => succeeds(client.path(`${base}/method/string/none/query/local/null`).get()),
    AzureApiVersionMethodLocalValid: () => succeeds(client.path(`${base}/method/string/none/query/local/2.0`).get()),
    AzureApiVersionMethodGlobalValid: () =>
      succeeds(client.path(`${base}/method/string/none/query/global/2015-07-01-preview`).get()),
    AzureApiVersionMethodGlobalNotProvidedValid: () =>
      succeeds(client.path(`${base}/method/string/none/query/globalNotProvided/2015-07-01-preview`).get()),
    AzureApiVersionPathLocalValid: () => succeeds(client.path(`${base}/path/string/none/query/local/2.0`).get()),
    AzureApiVersionPathGlobalValid: () =>
      succeeds(client.path(`${base}/path/string/none/query/global/2015-07-01-preview`).get()),
    AzureApiVersionSwaggerLocalValid: () => succeeds(client.path(`${base}/swagger/string/none/query/local/2.0`).get()),
    AzureApiVersionSwaggerGlobalValid: () =>
      succeeds(client.path(`${base}/swagger/string/none/query/global/2015-07-01-preview`).get()),
  };
}

function encoding(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const path = "path1/path2/path3";
  const queryParameters = { q1: "value1&q2=value2&q3=value3" } as const;
  const base = "/azurespecials/skipUrlEncoding";
  return {
    AzureMethodPathUrlEncoding: () =>
      succeeds(client.path(`${base}/method/path/valid/{unencodedPathParam}`, path).get()),
    AzurePathPathUrlEncoding: () => succeeds(client.path(`${base}/path/path/valid/{unencodedPathParam}`, path).get()),
    AzureSwaggerPathUrlEncoding: () =>
      succeeds(client.path(`${base}/swagger/path/valid/{unencodedPathParam}`, path).get()),
    AzureMethodQueryUrlEncoding: () => succeeds(client.path(`${base}/method/query/valid`).get({ queryParameters })),
    AzureMethodQueryUrlEncodingNull: () => succeeds(client.path(`${base}/method/query/null`).get()),
    AzurePathQueryUrlEncoding: () => succeeds(client.path(`${base}/path/query/valid`).get({ queryParameters })),
    AzureSwaggerQueryUrlEncoding: () => succeeds(client.path(`${base}/swagger/query/valid`).get()),
    AzureODataFilter: () =>
      succeeds(
        client
          .path("/azurespecials/odata/filter")
          .get({ queryParameters: { $filter: "id gt 5 and name eq 'foo'", $top: 10, $orderby: "id" } }),
      ),
  };
}

function requestIds(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  // The core library gives each request an id of its own.
  const withoutIds = createClient(endpoint, options);
  withoutIds.pipeline.removePolicy({ name: "setClientRequestIdPolicy" });
  const id = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
  const overwrite = "/azurespecials/overwrite/x-ms-client-request-id";
  return {
    AzureXmsRequestClientIdNull: () => succeeds(withoutIds.path(`${overwrite}/method/`).get()),
    AzureXmsRequestClientOverwrite: () =>
      succeeds(client.path(`${overwrite}/method/`).get({ headers: { "x-ms-client-request-id": id } })),
    AzureXmsRequestClientOverwriteViaParameter: () =>
      succeeds(client.path(`${overwrite}/via-param/method/`).get({ headers: { "x-ms-client-request-id": id } })),
    AzureRequestClientIdInError: async () => {
      const { headers } = await failure(client.path(`${overwrite}/method/`).get(), "400");
      equal(headers["x-ms-request-id"], "123");
    },
    AzureXmsCustomNamedRequestId: () =>
      succeeds(client.path("/azurespecials/customNamedRequestId").post({ headers: { "foo-client-request-id": id } })),
    AzureXmsCustomNamedRequestIdParameterGroup: () =>
      succeeds(
        client
          .path("/azurespecials/customNamedRequestIdParamGrouping")
          .post({ headers: { "foo-client-request-id": id } }),
      ),
  };
}
