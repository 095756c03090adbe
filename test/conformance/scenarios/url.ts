import { createClient } from "../clients/url/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "url";

/** What the server calls them. */
export const names = /^Url(Paths|PathItem|Queries(?!ArrayMulti))/;

/** Those that are not tried, and why. */
export const outOfScope = {
  UrlPathsStringEmpty: "an empty path parameter would leave the path out, so the client refuses it",
  UrlPathsByteEmpty: "an empty path parameter would leave the path out, so the client refuses it",
};

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => ({
  ...paths(endpoint),
  ...queries(endpoint),
  ...pathItems(endpoint),
});

const special = "begin!*'();:@ &=+$,/?#[]end";
const unicode = "啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29";
const unicodeBytes = "5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip";

function paths(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  return {
    UrlPathsBoolTrue: () => succeeds(client.path("/paths/bool/true/{boolPath}", true).get()),
    UrlPathsBoolFalse: () => succeeds(client.path("/paths/bool/false/{boolPath}", false).get()),
    UrlPathsIntPositive: () => succeeds(client.path("/paths/int/1000000/{intPath}", 1000000).get()),
    UrlPathsIntNegative: () => succeeds(client.path("/paths/int/-1000000/{intPath}", -1000000).get()),
    UrlPathsLongPositive: () => succeeds(client.path("/paths/long/10000000000/{longPath}", 10000000000).get()),
    UrlPathsLongNegative: () => succeeds(client.path("/paths/long/-10000000000/{longPath}", -10000000000).get()),
    UrlPathsFloatPositive: () => succeeds(client.path("/paths/float/1.034E+20/{floatPath}", 1.034e20).get()),
    UrlPathsFloatNegative: () => succeeds(client.path("/paths/float/-1.034E-20/{floatPath}", -1.034e-20).get()),
    UrlPathsDoublePositive: () => succeeds(client.path("/paths/double/9999999.999/{doublePath}", 9999999.999).get()),
    UrlPathsDoubleNegative: () => succeeds(client.path("/paths/double/-9999999.999/{doublePath}", -9999999.999).get()),
    UrlPathsStringUnicode: () => succeeds(client.path("/paths/string/unicode/{stringPath}", unicode).get()),
    UrlPathsStringUrlEncoded: () =>
      succeeds(
        client
          .path("/paths/string/begin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend/{stringPath}", special)
          .get(),
      ),
    UrlPathsStringUrlNonEncoded: () =>
      succeeds(client.path("/paths/string/begin!*'();:@&=+$,end/{stringPath}", "begin!*'();:@&=+$,end").get()),
    UrlPathsEnumValid: () => succeeds(client.path("/paths/enum/green%20color/{enumPath}", "green color").get()),
    UrlPathsByteMultiByte: () => succeeds(client.path("/paths/byte/multibyte/{bytePath}", unicodeBytes).get()),
    UrlPathsDateValid: () => succeeds(client.path("/paths/date/2012-01-01/{datePath}", "2012-01-01").get()),
    UrlPathsDateTimeValid: () =>
      succeeds(client.path("/paths/datetime/2012-01-01T01%3A01%3A01Z/{dateTimePath}", "2012-01-01T01:01:01Z").get()),
    UrlPathsStringBase64Url: () => succeeds(client.path("/paths/string/bG9yZW0/{base64UrlPath}", "bG9yZW0").get()),
    UrlPathsArrayCSVInPath: () =>
      succeeds(
        client
          .path(
            "/paths/array/ArrayPath1%2cbegin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend%2c%2c/{arrayPath}",
            ["ArrayPath1", special, "", ""],
          )
          .get(),
      ),
    UrlPathsIntUnixTime: () => succeeds(client.path("/paths/int/1460505600/{unixTimeUrlPath}", 1460505600).get()),
  };
}

function queries(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const list = ["ArrayQuery1", special, "", ""];
  return {
    UrlQueriesBoolTrue: () => succeeds(client.path("/queries/bool/true").get()),
    UrlQueriesBoolFalse: () => succeeds(client.path("/queries/bool/false").get()),
    UrlQueriesBoolNull: () => succeeds(client.path("/queries/bool/null").get()),
    UrlQueriesIntPositive: () => succeeds(client.path("/queries/int/1000000").get()),
    UrlQueriesIntNegative: () => succeeds(client.path("/queries/int/-1000000").get()),
    UrlQueriesIntNull: () => succeeds(client.path("/queries/int/null").get()),
    UrlQueriesLongPositive: () => succeeds(client.path("/queries/long/10000000000").get()),
    UrlQueriesLongNegative: () => succeeds(client.path("/queries/long/-10000000000").get()),
    UrlQueriesLongNull: () => succeeds(client.path("/queries/long/null").get()),
    UrlQueriesFloatPositive: () => succeeds(client.path("/queries/float/1.034E+20").get()),
    UrlQueriesFloatNegative: () => succeeds(client.path("/queries/float/-1.034E-20").get()),
    UrlQueriesFloatNull: () => succeeds(client.path("/queries/float/null").get()),
    UrlQueriesDoublePositive: () => succeeds(client.path("/queries/double/9999999.999").get()),
    UrlQueriesDoubleNegative: () => succeeds(client.path("/queries/double/-9999999.999").get()),
    UrlQueriesDoubleNull: () => succeeds(client.path("/queries/double/null").get()),
    UrlQueriesStringUnicode: () => succeeds(client.path("/queries/string/unicode/").get()),
    UrlQueriesStringUrlEncoded: () =>
      succeeds(client.path("/queries/string/begin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend").get()),
    UrlQueriesStringEmpty: () => succeeds(client.path("/queries/string/empty").get()),
    UrlQueriesStringNull: () => succeeds(client.path("/queries/string/null").get()),
    UrlQueriesEnumValid: () =>
      succeeds(client.path("/queries/enum/green%20color").get({ queryParameters: { enumQuery: "green color" } })),
    UrlQueriesEnumNull: () => succeeds(client.path("/queries/enum/null").get()),
    UrlQueriesByteMultiByte: () =>
      succeeds(client.path("/queries/byte/multibyte").get({ queryParameters: { byteQuery: unicodeBytes } })),
    UrlQueriesByteEmpty: () => succeeds(client.path("/queries/byte/empty").get()),
    UrlQueriesByteNull: () => succeeds(client.path("/queries/byte/null").get()),
    UrlQueriesDateValid: () => succeeds(client.path("/queries/date/2012-01-01").get()),
    UrlQueriesDateNull: () => succeeds(client.path("/queries/date/null").get()),
    UrlQueriesDateTimeValid: () => succeeds(client.path("/queries/datetime/2012-01-01T01%3A01%3A01Z").get()),
    UrlQueriesDateTimeNull: () => succeeds(client.path("/queries/datetime/null").get()),
    UrlQueriesArrayCsvValid: () =>
      succeeds(client.path("/queries/array/csv/string/valid").get({ queryParameters: { arrayQuery: list } })),
    UrlQueriesArrayCsvNull: () => succeeds(client.path("/queries/array/csv/string/null").get()),
    // The server wants the key with nothing behind it, which is a list of one empty text: one without items sends nothing.
    UrlQueriesArrayCsvEmpty: () =>
      succeeds(client.path("/queries/array/csv/string/empty").get({ queryParameters: { arrayQuery: [""] } })),
    UrlQueriesArrayNoCollectionFormatValid: () =>
      succeeds(
        client
          .path("/queries/array/none/string/empty")
          .get({ queryParameters: { arrayQuery: ["hello", "nihao", "bonjour"] } }),
      ),
    UrlQueriesArraySsvValid: () =>
      succeeds(client.path("/queries/array/ssv/string/valid").get({ queryParameters: { arrayQuery: list } })),
    UrlQueriesArrayTsvValid: () =>
      succeeds(client.path("/queries/array/tsv/string/valid").get({ queryParameters: { arrayQuery: list } })),
    UrlQueriesArrayPipesValid: () =>
      succeeds(client.path("/queries/array/pipes/string/valid").get({ queryParameters: { arrayQuery: list } })),
  };
}

function pathItems(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const parts = ["globalStringPath", "pathItemStringPath", "localStringPath"] as const;
  const globalStringQuery = "globalStringQuery";
  const pathItemStringQuery = "pathItemStringQuery";
  const localStringQuery = "localStringQuery";
  return {
    UrlPathItemGetAll: () =>
      succeeds(
        client
          .path(
            "/pathitem/nullable/globalStringPath/{globalStringPath}/pathItemStringPath/{pathItemStringPath}/localStringPath/{localStringPath}/globalStringQuery/pathItemStringQuery/localStringQuery",
            ...parts,
          )
          .get({ queryParameters: { globalStringQuery, pathItemStringQuery, localStringQuery } }),
      ),
    UrlPathItemGetGlobalNull: () =>
      succeeds(
        client
          .path(
            "/pathitem/nullable/globalStringPath/{globalStringPath}/pathItemStringPath/{pathItemStringPath}/localStringPath/{localStringPath}/null/pathItemStringQuery/localStringQuery",
            ...parts,
          )
          .get({ queryParameters: { pathItemStringQuery, localStringQuery } }),
      ),
    UrlPathItemGetGlobalAndLocalNull: () =>
      succeeds(
        client
          .path(
            "/pathitem/nullable/globalStringPath/{globalStringPath}/pathItemStringPath/{pathItemStringPath}/localStringPath/{localStringPath}/null/pathItemStringQuery/null",
            ...parts,
          )
          .get({ queryParameters: { pathItemStringQuery } }),
      ),
    UrlPathItemGetPathItemAndLocalNull: () =>
      succeeds(
        client
          .path(
            "/pathitem/nullable/globalStringPath/{globalStringPath}/pathItemStringPath/{pathItemStringPath}/localStringPath/{localStringPath}/globalStringQuery/null/null",
            ...parts,
          )
          .get({ queryParameters: { globalStringQuery } }),
      ),
  };
}
