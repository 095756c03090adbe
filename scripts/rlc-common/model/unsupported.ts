/**
 * The error for something in a document that cannot be rendered. It names the place, because whoever wrote the document
 * has to find it there.
 *
 * @param place - the operation's id, or a type's name
 * @param what - the thing, in the document's terms
 * @param advice - what to do instead
 */
export function unsupported(place: string, what: string, advice?: string): Error {
  return new Error(`${place}: ${what} cannot be rendered.${advice ? ` ${advice}` : ""}`);
}
