import { isSettings, kindOf } from "./kindOf.js";

/**
 * Refuses an option that there is not. Most often it is a misspelt one, which would have no effect in silence.
 *
 * @param of - the function that takes the options
 * @throws TypeError that names the option and those that there are, or says that there must be an object
 */
export function refuseUnknown<Options extends object>(
  of: string,
  options: Options,
  known: readonly (keyof Options & string)[],
): void {
  if (!isSettings(options)) throw new TypeError(`The options of ${of} must be an object. Received ${kindOf(options)}.`);
  const unknown = Object.keys(options).find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new TypeError(`There is no option "${unknown}" of ${of}. Its options are: ${known.join(", ")}.`);
}
