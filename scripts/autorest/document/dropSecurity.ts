/** As much of a document as says how callers show who they are. */
interface Document {
  security?: unknown;
  securityDefinitions?: Record<string, Scheme>;
  components?: { securitySchemes?: Record<string, Scheme> };
  paths?: Record<string, Record<string, { security?: unknown } | undefined>>;
}

interface Scheme {
  type?: unknown;
  name?: unknown;
  in?: unknown;
}

/**
 * Takes out how callers show who they are: a client is given what does so, and AutoRest refuses some of it.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns the keys that callers have to add themselves, each with its place
 */
export function dropSecurity(document: Document): string[] {
  const schemes = Object.values(document.securityDefinitions ?? document.components?.securitySchemes ?? {});
  const keys = schemes.filter(({ type }) => type === "apiKey");
  delete document.securityDefinitions;
  delete document.security;
  if (document.components) delete document.components.securitySchemes;
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of Object.values(item)) if (operation) delete operation.security;
  return keys.map((key) => `"${String(key.name)}" in the ${String(key.in)}`);
}
