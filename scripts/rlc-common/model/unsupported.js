"use strict";

/**
 * The error for something in a document that cannot be rendered. It names the place, because whoever wrote the document
 * has to find it there.
 *
 * @param {string} place - the operation's id, or a type's name
 * @param {string} what - the thing, in the document's terms
 * @param {string} [advice] - what to do instead
 */
function unsupported(place, what, advice) {
  return new Error(`${place}: ${what} cannot be rendered.${advice ? ` ${advice}` : ""}`);
}

module.exports = { unsupported };
