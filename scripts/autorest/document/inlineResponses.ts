/** As much of a Swagger 2.0 document as answers need. */
interface Document {
  swagger?: unknown;
  produces?: unknown;
  responses?: Record<string, unknown>;
  paths?: Record<string, Record<string, unknown>>;
}

interface Operation {
  produces?: unknown;
  responses?: Record<string, { $ref?: unknown }>;
}

/**
 * Puts the answers that a Swagger 2.0 document has under `responses` into those operations that refer to them and say for
 * themselves of which type their answers are. AutoRest gives such an answer the types of the document as a whole, wherever it
 * stands, and would ask for those.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns how many answers were put in
 */
export function inlineResponses(document: Document): number {
  let count = 0;
  const shared = document.responses ?? {};
  const common = JSON.stringify(document.produces);
  for (const item of Object.values(document.paths ?? {})) {
    for (const { produces, responses } of Object.values(item ?? {}) as Operation[]) {
      if (produces === undefined || JSON.stringify(produces) === common) continue;
      for (const [status, { $ref: reference }] of Object.entries(responses ?? {})) {
        const name = typeof reference === "string" ? /^#\/responses\/([^/]+)$/.exec(reference)?.[1] : undefined;
        if (responses === undefined || name === undefined || !Object.hasOwn(shared, name)) continue;
        responses[status] = JSON.parse(JSON.stringify(shared[name])) as object;
        count++;
      }
    }
  }
  return count;
}
