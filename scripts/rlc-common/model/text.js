"use strict";

/**
 * A description as its author wrote it. The plugin escapes `@`, `{` and `}` before the renderers see the model, once for
 * each time it meets a shared schema; doc comments escape them again, and once.
 *
 * @param {string | undefined} description
 */
function text(description) {
  return (description ?? "").replace(/\\+([@{}])/g, "$1").trim();
}

module.exports = { text };
