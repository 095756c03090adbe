"use strict";

/**
 * Stands in for the `Project` of ts-morph, of which the plugin uses this: it puts the files that the renderer has written
 * into one, and takes their texts out again, as they were.
 */
class Project {
  /** @type {Map<string, string>} */
  #texts = new Map();

  /**
   * @param {string} name
   * @param {string} text
   */
  createSourceFile(name, text) {
    this.#texts.set(name.startsWith("/") ? name : `/${name}`, text);
  }

  saveSync() {}

  getFileSystem() {
    return { readFileSync: (/** @type {string} */ name) => this.#texts.get(name) };
  }

  getSourceFiles() {
    return [...this.#texts.keys()].map((name) => ({ getFilePath: () => name }));
  }
}

module.exports = { Project };
