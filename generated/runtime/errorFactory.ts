// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/**
 * Under this name a client keeps what makes an error of one of its answers. Found through the global registry, so that the
 * ES and the CommonJS build of a package understand each other.
 */
export const errorFactory = Symbol.for("rest-level-client.errorFactory");
