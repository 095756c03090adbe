import { isSettings } from "../kindOf.js";
import type { Metadata } from "./message.js";

/** How long metadata may be, in bytes of ASCII (`Azure/azure-webpubsub`, tools/emulator, WebPubSubMetadataValidator). */
const longest = { name: 256, value: 1024, all: 8192 };

/** What a name is made of: the characters of a token (RFC 9110, section 5.6.2), because it becomes part of a header's name. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What is wrong with metadata, whatever it is, or nothing where nothing is. No value is repeated. */
export function faultOf(metadata: Metadata): string | undefined {
  if (!isSettings(metadata) || !Object.values(metadata).every((value) => typeof value === "string"))
    return "Metadata is an object of texts.";
  let length = 0;
  for (const [name, value] of Object.entries(metadata)) {
    if (name.length > longest.name) return `A name of metadata has more than ${longest.name} bytes.`;
    if (!token.test(name)) return "A name of metadata is empty or has characters that no header's name has.";
    if (!/^[\0-\x7f]*$/.test(value)) return `The value of metadata '${name.slice(0, 40)}' is not ASCII.`;
    if (value.length > longest.value)
      return `The value of metadata '${name.slice(0, 40)}' has more than ${longest.value} bytes.`;
    length += name.length + value.length;
  }
  return length > longest.all ? `Metadata has more than ${longest.all} bytes in all.` : undefined;
}
