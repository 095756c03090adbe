import { RestError, isRestError } from "./restError.js";

/**
 * Says of a failure which call it is one of. The error is made anew, so that its stack shows who made the call; the one
 * that came is its `cause`. Errors of other kinds than the core library's, such as those of a caller's policy, stay what
 * they are.
 *
 * @param what - such as `POST /things`
 */
export function nameCall(error: unknown, what: string): unknown {
  if (!isRestError(error) || error.message.startsWith(what)) return error;
  const { code, statusCode, request, response } = error;
  // Where several addresses of a host were tried in vain, Node.js says nothing in words.
  const reason =
    error.message === "" ? `no connection was made${code === undefined ? "" : ` (${code})`}.` : error.message;
  const named = new RestError(`${what}: ${reason}`, {
    ...(code !== undefined && { code }),
    ...(statusCode !== undefined && { statusCode }),
    ...(request !== undefined && { request }),
    ...(response !== undefined && { response }),
  });
  named.cause = error;
  return named;
}
