/** A directive of AutoRest: a change that is made to a document before it is read. */
export interface Directive {
  /** The places, as a JSONPath. */
  where: string;
  /** What is done to each place, in JavaScript. */
  transform: string;
}

/** One that says for which kind of document it is, as AutoRest wants it where documents of either kind may come. */
export interface DirectiveOfKind extends Directive {
  from: "swagger-document" | "openapi-document";
}

/** One of autorest.md, where each says why it is there. */
export interface ExplainedDirective extends Directive {
  reason: string;
}
