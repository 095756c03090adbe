import { LineCounter, parseDocument } from "yaml";
import type { Document, YAMLError } from "yaml";

/** A document with the places of its lines, and the first thing that is wrong with its form. */
interface Parsed {
  document: Document.Parsed;
  lines: LineCounter;
  error?: YAMLError;
}

/** So often is a text mended; each time it is read anew. */
const mostRepairs = 100;

/**
 * Reads YAML or JSON. The lines of a quoted text have to stand further in than the key that it belongs to; other readers,
 * AutoRest's among them, do without, and published documents rely on that, so that such lines are put further in and the text
 * is read again. Lines keep their numbers.
 *
 * @returns error: of the text as it was given
 */
export function parseYaml(text: string): Parsed {
  const first = parseOnce(text);
  let parsed = first;
  let mended = text;
  for (let repairs = 0; parsed.error !== undefined && repairs < mostRepairs; repairs++) {
    const next = indentQuoted(mended, parsed.error);
    if (next === undefined) break;
    mended = next;
    parsed = parseOnce(mended);
  }
  return parsed.error === undefined ? parsed : first;
}

function parseOnce(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const [error] = document.errors;
  return { document, lines, ...(error !== undefined && { error }) };
}

/** The text with those lines further in that follow where a quote is missed, up to the one that has it; nothing if none has. */
function indentQuoted(text: string, { code, message, pos: [end] }: YAMLError): string | undefined {
  const quote = /closing (["'])quote/.exec(message)?.[1];
  if (code !== "MISSING_CHAR" || quote === undefined) return undefined;
  const start = text.indexOf("\n", end) + 1;
  const stop = text.indexOf(quote, start);
  if (start === 0 || stop < 0) return undefined;
  const [indent = ""] = /^ */.exec(text.slice(text.lastIndexOf("\n", end - 1) + 1)) ?? [];
  const inside = text.slice(start, stop + 1).replace(/^(?!$)/gm, `${indent}  `);
  return text.slice(0, start) + inside + text.slice(stop + 1);
}
