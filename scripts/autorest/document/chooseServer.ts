/** As much of a document as says where its service is. */
interface Document {
  swagger?: unknown;
  host?: unknown;
  servers?: { url?: string; variables?: unknown }[];
  [key: string]: unknown;
}

/**
 * Leaves one place for a service to be: of several servers the first one that speaks https, since AutoRest takes no second one
 * where addresses have parameters or are relative. Where a document names no host, or says only where on a server the service is,
 * the place is what callers of a client say.
 *
 * AutoRest runs this on the document as it has loaded it, and more than once, so it uses nothing from outside.
 *
 * @returns the addresses that are left out
 */
export function chooseServer(document: Document): string[] {
  const description = "Where the service is.";
  if (document.swagger !== undefined) {
    if (document.host !== undefined || document["x-ms-parameterized-host"] !== undefined) return [];
    const endpoint = { name: "endpoint", in: "path", required: true, type: "string", description };
    const parameters = [{ ...endpoint, "x-ms-skip-url-encoding": true }];
    document["x-ms-parameterized-host"] = { hostTemplate: "{endpoint}", useSchemePrefix: false, parameters };
    return [];
  }
  const servers = document.servers ?? [];
  const isAbsolute = ({ url = "" }: { url?: string }) => /^https?:/.test(url);
  const isPlain = servers.every((server) => isAbsolute(server) && !server.url?.includes("{"));
  const first = servers.find(({ url }) => url?.startsWith("https:")) ?? servers[0];
  const left = isPlain ? [] : servers.filter((server) => server !== first);
  if (left.length > 0) document.servers = servers.filter((server) => server === first);
  const url = document.servers?.[0]?.url ?? "";
  if (!isAbsolute({ url }) && !url.startsWith("{")) {
    const at = url.replace(/^\/|\/$/g, "");
    const variables = { endpoint: { default: "http://localhost", description } };
    document.servers = [{ url: at === "" ? "{endpoint}" : `{endpoint}/${at}`, variables }];
  }
  return left.map((server) => server.url ?? "");
}
