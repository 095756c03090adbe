import { adaptEnums } from "./adaptEnums.js";
import { adaptUnions } from "./adaptUnions.js";
import type { ApiDocument } from "../../apiDocument.js";
import { dropFormats } from "./dropFormats.js";
import { inAutorest } from "./inAutorest.js";
import { inlineResponses } from "./inlineResponses.js";
import { nameBodies } from "./nameBodies.js";
import { nameMediaTypes } from "./nameMediaTypes.js";
import { nameOperations } from "./nameOperations.js";
import { requireDiscriminators } from "./requireDiscriminators.js";
import { separateBodies } from "./separateBodies.js";
import { unwrapReferences } from "./unwrapReferences.js";

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
export function adaptDocument(content: ApiDocument): Adaptation {
  const isSwagger = content.swagger !== undefined;
  const from = isSwagger ? "swagger-document" : "openapi-document";
  const warnings: string[] = [];
  /** Of which nothing is known but that it may be changed: the document itself is adapted by AutoRest. */
  const copy = () => structuredClone(content) as never;
  const transforms: string[] = [];
  if (isSwagger && content.host === undefined && content["x-ms-parameterized-host"] === undefined)
    transforms.push(
      `$["x-ms-parameterized-host"] = { hostTemplate: "{endpoint}", useSchemePrefix: false, parameters: [${endpoint}] };`,
    );
  const servers = content.servers ?? [];
  if (servers.length > 1 && servers.some(({ url = "" }) => url.includes("{") || !/^https?:/.test(url))) {
    warnings.push(`Of ${servers.length} servers the first one that speaks https counts.`);
    transforms.push(firstServer);
  }
  if (!isSwagger && !/^(https?:|\{)/.test(content.servers?.[0]?.url ?? "")) transforms.push(relativeServer);
  const keys = Object.entries(content.securityDefinitions ?? content.components?.securitySchemes ?? {});
  const apiKeys = keys.filter(([, { type }]) => type === "apiKey");
  if (apiKeys.length > 0) {
    const names = apiKeys.map(([, { name, in: place }]) => `"${name}" in the ${place}`).join(", ");
    warnings.push(`A client has no credentials: the key ${names} is the caller's to add.`);
  }
  transforms.push(
    "delete $.securityDefinitions; delete $.security; if ($.components) delete $.components.securitySchemes; for (const item of Object.values($.paths || {})) for (const operation of Object.values(item)) if (operation) delete operation.security;",
  );
  if (unwrapReferences(copy()) > 0) transforms.push(inAutorest(unwrapReferences));
  if (!isSwagger) {
    for (const place of adaptUnions(copy()))
      warnings.push(`${place}: a oneOf or anyOf that no discriminator tells apart is a value of any kind.`);
    transforms.push(inAutorest(adaptUnions));
  }
  if (inlineResponses(copy()) > 0) transforms.push(inAutorest(inlineResponses));
  const unlisted = adaptEnums(copy());
  if (unlisted.length > 0)
    warnings.push(`Enums of objects, lists or values of several types are not told apart: ${unlisted.join(", ")}.`);
  transforms.push(inAutorest(adaptEnums), inAutorest(dropFormats));
  const discriminators = new Set(requireDiscriminators(copy()));
  if (discriminators.size > 0) {
    warnings.push(`What tells kinds apart is required: ${[...discriminators].join(", ")}.`);
    transforms.push(inAutorest(requireDiscriminators));
  }
  if (nameMediaTypes(copy()) > 0) {
    warnings.push("Bodies of any media type (*/*) are sent and read as JSON, or as bytes where the schema says so.");
    transforms.push(inAutorest(nameMediaTypes));
  }
  const given = nameOperations(copy());
  if (given.length > 0) {
    warnings.push(`Operations without an operationId are named by their method and path: ${given.join(", ")}.`);
    transforms.push(inAutorest(nameOperations));
  }
  if (hasJsonBesideXml(content)) {
    warnings.push("JSON and XML are offered for the same bodies: the client sends and reads JSON.");
    transforms.push(leaveXmlOut);
  }
  transforms.push(nameParameters);
  // After what takes media types out of the document, or names them.
  const untold = nameBodies(copy());
  if (untold.length > 0)
    warnings.push(`Form fields are sent as a form, and not as what nothing is said of: ${untold.join(", ")}.`);
  const anyAnswers = separateBodies(copy());
  if (anyAnswers.length > 0)
    warnings.push(
      `Answers whose JSON types have schemas of their own are values of any kind: ${anyAnswers.join(", ")}.`,
    );
  transforms.push(inAutorest(isSwagger ? nameBodies : separateBodies));
  // In one go: AutoRest copies the whole document for each directive.
  const transform = transforms.map((one) => `{ ${one} }`).join("\n");
  return { directives: [{ from, where: "$", transform }], warnings };
}

/** AutoRest takes no second server where addresses have parameters or are relative. */
const firstServer =
  "if ($.servers && $.servers.length > 1) $.servers = [$.servers.find(({ url }) => /^https:/.test(url)) || $.servers[0]];";

/** An address that only says where on a server the service is. Done once: AutoRest carries directives out more than once. */
const relativeServer =
  'const url = $.servers && $.servers[0] ? $.servers[0].url : ""; if (!/^(https?:|{)/.test(url)) { const at = url.replace(/^\\/|\\/$/g, ""); $.servers = [{ url: "{endpoint}" + (at && "/" + at), variables: { endpoint: { default: "http://localhost", description: "Where the service is." } } }]; }';

/** Lists of media types and contents by media type, wherever they stand. */
const leaveXmlOut =
  "const xml = /[/+]xml\\b/; const json = /[/+]json\\b/; const visit = (node) => { if (!node || typeof node !== 'object') return; for (const key of ['produces', 'consumes']) if (Array.isArray(node[key]) && node[key].some((type) => json.test(type))) node[key] = node[key].filter((type) => !xml.test(type)); const content = node.content; if (content && typeof content === 'object' && Object.keys(content).some((type) => json.test(type))) for (const type of Object.keys(content)) if (xml.test(type)) delete content[type]; for (const value of Object.values(node)) visit(value); }; visit($);";

/** A parameter whose name every JavaScript object has goes by another one in the client, and by its own on the wire. */
const nameParameters =
  "const taken = Object.getOwnPropertyNames(Object.prototype); const visit = (node) => { if (!node || typeof node !== 'object') return; if (typeof node.in === 'string' && taken.includes(node.name) && !node['x-ms-client-name']) node['x-ms-client-name'] = node.name + 'Value'; for (const value of Object.values(node)) visit(value); }; visit($);";

function hasJsonBesideXml(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  const { produces, consumes, content } = node as Record<string, unknown>;
  const lists = [produces, consumes, typeof content === "object" && Object.keys(content ?? {})];
  return (
    lists.some(
      (list) => Array.isArray(list) && list.some((type) => isXml.test(type)) && list.some((type) => isJson.test(type)),
    ) || Object.values(node).some(hasJsonBesideXml)
  );
}
