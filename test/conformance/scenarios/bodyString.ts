import { createClient } from "../clients/body-string/index.js";
import { options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-string";

/** What the server calls them. */
export const names = /^(get|put)(String|Enum)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const multibyte =
    "啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29ˊ〞〡\uffe4℡㈱‐ー\ufe61\ufe62\ufe6b、〓ⅰⅹ⒈€㈠㈩ⅠⅫ\uff01\uffe3ぁんァヶΑ\ufe34АЯаяāɡㄅㄩ─╋\ufe35\ufe44\ufe3b\ufe31\ufe33\ufe34ⅰⅹɑ\ue7c7ɡ〇〾⿻⺁\ue843䜣\ue864€";
  const whitespace = "    Now is the time for all good men to come to the aid of their country    ";
  const base64Url = "YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw";
  return {
    getStringNull: () => returns(client.path("/string/null").get(), "200", undefined),
    putStringNull: () => succeeds(client.path("/string/null").put()),
    getStringEmpty: () => returns(client.path("/string/empty").get(), "200", ""),
    putStringEmpty: () => succeeds(client.path("/string/empty").put({ body: "" })),
    getStringMultiByteCharacters: () => returns(client.path("/string/mbcs").get(), "200", multibyte),
    putStringMultiByteCharacters: () => succeeds(client.path("/string/mbcs").put({ body: multibyte })),
    getStringWithLeadingAndTrailingWhitespace: () =>
      returns(client.path("/string/whitespace").get(), "200", whitespace),
    putStringWithLeadingAndTrailingWhitespace: () =>
      succeeds(client.path("/string/whitespace").put({ body: whitespace })),
    getStringNotProvided: () => returns(client.path("/string/notProvided").get(), "200", undefined),
    getStringBase64Encoded: () =>
      returns(
        client.path("/string/base64Encoding").get(),
        "200",
        "YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjQ=",
      ),
    getStringBase64UrlEncoded: () => returns(client.path("/string/base64UrlEncoding").get(), "200", base64Url),
    putStringBase64UrlEncoded: () => succeeds(client.path("/string/base64UrlEncoding").put({ body: base64Url })),
    getStringNullBase64UrlEncoding: () => returns(client.path("/string/nullBase64UrlEncoding").get(), "200", undefined),
    getEnumNotExpandable: () => returns(client.path("/string/enum/notExpandable").get(), "200", "red color"),
    putEnumNotExpandable: () => succeeds(client.path("/string/enum/notExpandable").put({ body: "red color" })),
    getEnumReferenced: () => returns(client.path("/string/enum/Referenced").get(), "200", "red color"),
    putEnumReferenced: () => succeeds(client.path("/string/enum/Referenced").put({ body: "red color" })),
    getEnumReferencedConstant: () =>
      returns(client.path("/string/enum/ReferencedConstant").get(), "200", { field1: "Sample String" } as never),
    putEnumReferencedConstant: () =>
      succeeds(client.path("/string/enum/ReferencedConstant").put({ body: { ColorConstant: "green-color" } })),
  };
};
