/**
 * Why a connection string was refused:
 *
 * - `MALFORMED_PART`: a part between semicolons is not of the form `Key=value`
 * - `DUPLICATE_KEY`: a key stands twice
 * - `MISSING_ENDPOINT`, `MISSING_ACCESS_KEY`: the part is absent or empty
 * - `INVALID_ENDPOINT`: `Endpoint` is not an http(s) address, or one that the client does not take, such as `http:` on
 *   another machine
 * - `INVALID_PORT`: `Port` is not a whole number from 1 to 65535
 */
export type ConnectionStringErrorCode =
  "MALFORMED_PART" | "DUPLICATE_KEY" | "MISSING_ENDPOINT" | "MISSING_ACCESS_KEY" | "INVALID_ENDPOINT" | "INVALID_PORT";

/**
 * Thrown for a connection string that cannot be used. The message never repeats any of its values.
 *
 * @example
 * ```ts
 * if (error instanceof ConnectionStringError && error.code === "MISSING_ENDPOINT") console.log("Is the variable set?");
 * ```
 */
export class ConnectionStringError extends TypeError {
  /** Always `ConnectionStringError`. */
  override readonly name = "ConnectionStringError";

  constructor(
    /** For programs to branch on; the wording of the message may change. */
    readonly code: ConnectionStringErrorCode,
    message: string,
  ) {
    super(message);
  }
}
