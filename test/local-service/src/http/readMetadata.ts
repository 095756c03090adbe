import type { Metadata } from "../hub/message.js";
import { faultOf } from "../hub/metadata.js";
import { unusable } from "./failure.js";
import type { RestRequest } from "./restRequest.js";

const prefix = "x-webpubsub-metadata-";

/**
 * Reads the metadata of a message from the headers that carry it, by names in lower case. Of a header that comes several
 * times, or has several values, the last one counts (`Azure/azure-webpubsub`, tools/emulator; no API document has them).
 *
 * @returns nothing where there is none
 * @throws Failure 400 for names, values and lengths that the service does not take
 */
export function readMetadata({ headers }: RestRequest): Metadata | undefined {
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (entries.length === 0) return undefined;
  const metadata = Object.fromEntries(
    entries.map(([name, value]) => [name.slice(prefix.length), value.slice(value.lastIndexOf(",") + 1).trim()]),
  );
  const fault = faultOf(metadata);
  if (fault !== undefined) throw unusable(fault);
  return metadata;
}
