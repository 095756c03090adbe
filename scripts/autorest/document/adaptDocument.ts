import { adaptUnions } from "./adaptUnions.js";

/** A directive of AutoRest. */
export interface AutorestDirective {
  from: "swagger-document" | "openapi-document";
  where: string;
  /** What is done to each place, in JavaScript. */
  transform: string;
}

/** What a client cannot or need not follow of a document from elsewhere, and what is done about it. */
export interface Adaptation {
  directives: AutorestDirective[];
  warnings: string[];
}

/** Where the service is, is what callers of a client say. */
const endpoint =
  '{ name: "endpoint", in: "path", required: true, type: "string", "x-ms-skip-url-encoding": true, description: "Where the service is." }';

const isXml = /[/+]xml\b/;
const isJson = /[/+]json\b/;

/**
 * Says how a document is read so that a client can be made of it.
 *
 * @param content - the document
 */
export function adaptDocument(content: any): Adaptation {
  const isSwagger = content.swagger !== undefined;
  const from = isSwagger ? "swagger-document" : "openapi-document";
  const warnings: string[] = [];
  const transforms: string[] = [];
  if (isSwagger && content.host === undefined && content["x-ms-parameterized-host"] === undefined)
    transforms.push(
      `$["x-ms-parameterized-host"] = { hostTemplate: "{endpoint}", useSchemePrefix: false, parameters: [${endpoint}] };`,
    );
  if (!isSwagger && !/^(https?:|\{)/.test(content.servers?.[0]?.url ?? "")) transforms.push(relativeServer);
  const keys = Object.entries<any>(content.securityDefinitions ?? content.components?.securitySchemes ?? {});
  const apiKeys = keys.filter(([, { type }]) => type === "apiKey");
  if (apiKeys.length > 0) {
    const names = apiKeys.map(([, { name, in: place }]) => `"${name}" in the ${place}`).join(", ");
    warnings.push(`A client has no credentials: the key ${names} is the caller's to add.`);
  }
  transforms.push(
    "delete $.securityDefinitions; delete $.security; if ($.components) delete $.components.securitySchemes; for (const item of Object.values($.paths || {})) for (const operation of Object.values(item)) if (operation) delete operation.security;",
  );
  if (!isSwagger) {
    // A copy, because the document itself is adapted by AutoRest, which knows what it refers to.
    for (const place of adaptUnions(structuredClone(content)))
      warnings.push(`${place}: a oneOf or anyOf that no discriminator tells apart is a value of any kind.`);
    transforms.push(`const __name = (value) => value; (${String(adaptUnions)})($);`);
  }
  if (hasJsonBesideXml(content)) {
    warnings.push("JSON and XML are offered for the same bodies: the client sends and reads JSON.");
    transforms.push(leaveXmlOut);
  }
  transforms.push(nameParameters);
  return { directives: transforms.map((transform) => ({ from, where: "$", transform })), warnings };
}

/** An address that only says where on a server the service is. Done once: AutoRest carries directives out more than once. */
const relativeServer =
  'const url = $.servers && $.servers[0] ? $.servers[0].url : ""; if (!/^(https?:|{)/.test(url)) { const at = url.replace(/^\\/|\\/$/g, ""); $.servers = [{ url: "{endpoint}" + (at && "/" + at), variables: { endpoint: { default: "http://localhost", description: "Where the service is." } } }]; }';

/** Lists of media types and contents by media type, wherever they stand. */
const leaveXmlOut =
  "const xml = /[/+]xml\\b/; const json = /[/+]json\\b/; const visit = (node) => { if (!node || typeof node !== 'object') return; for (const key of ['produces', 'consumes']) if (Array.isArray(node[key]) && node[key].some((type) => json.test(type))) node[key] = node[key].filter((type) => !xml.test(type)); const content = node.content; if (content && typeof content === 'object' && Object.keys(content).some((type) => json.test(type))) for (const type of Object.keys(content)) if (xml.test(type)) delete content[type]; for (const value of Object.values(node)) visit(value); }; visit($);";

/** A parameter whose name every JavaScript object has goes by another one in the client, and by its own on the wire. */
const nameParameters =
  "const taken = Object.getOwnPropertyNames(Object.prototype); const visit = (node) => { if (!node || typeof node !== 'object') return; if (typeof node.in === 'string' && taken.includes(node.name) && !node['x-ms-client-name']) node['x-ms-client-name'] = node.name + 'Value'; for (const value of Object.values(node)) visit(value); }; visit($);";

function hasJsonBesideXml(node: any): boolean {
  if (typeof node !== "object" || node === null) return false;
  const lists = [node.produces, node.consumes, typeof node.content === "object" && Object.keys(node.content ?? {})];
  return (
    lists.some(
      (list) => Array.isArray(list) && list.some((type) => isXml.test(type)) && list.some((type) => isJson.test(type)),
    ) || Object.values(node).some(hasJsonBesideXml)
  );
}
