import type { Finding } from "../changes.js";
import type { Scene } from "./compareSchemas.js";
import type { ApiSchema } from "../../apiDocument.js";

/** Limits that are numbers, and whether a greater one leaves fewer values. */
const bounds = {
  minimum: { text: "minimum", greaterIsNarrower: true },
  maximum: { text: "maximum", greaterIsNarrower: false },
  minLength: { text: "minimum length", greaterIsNarrower: true },
  maxLength: { text: "maximum length", greaterIsNarrower: false },
  minItems: { text: "minimum of items", greaterIsNarrower: true },
  maxItems: { text: "maximum of items", greaterIsNarrower: false },
};

/** Limits of which two cannot be told to be narrower or wider. */
const rules = { pattern: "pattern", multipleOf: "step" };

/** Limits that are there or not. */
const switches = {
  exclusiveMinimum: "the minimum itself",
  exclusiveMaximum: "the maximum itself",
  uniqueItems: "an item twice",
};

/**
 * Compares the limits of two schemas. No type shows them: the generated client checks what is sent while it runs, so they
 * never break the compilation.
 */
export function compareLimits(before: ApiSchema, after: ApiSchema, { direction, subject }: Scene): Finding[] {
  const findings: Finding[] = [];
  const add = (text: string, old: unknown, now: unknown, became: "narrower" | "wider" | "different") => {
    const what =
      now === undefined
        ? `no ${text} any more, was ${old}`
        : `${text} ${now} now${old === undefined ? "" : `, was ${old}`}`;
    const harmless = direction === "sent" ? "wider" : "narrower";
    findings.push({ subject, what, typescript: false, wire: became !== harmless });
  };
  for (const [key, { text, greaterIsNarrower }] of entriesOf(bounds)) {
    const [old, now] = [before[key], after[key]];
    if (old !== now) add(text, old, now, compareBounds(old, now, greaterIsNarrower));
  }
  for (const [key, text] of entriesOf(rules)) {
    const [old, now] = [before[key], after[key]];
    if (old !== now) add(text, old, now, old === undefined ? "narrower" : now === undefined ? "wider" : "different");
  }
  for (const [key, text] of entriesOf(switches)) {
    const [old, now] = [before[key] === true, after[key] === true];
    if (old !== now)
      findings.push({
        subject,
        what: `${now ? "not " : ""}${text}${now ? " any more" : " too"}`,
        typescript: false,
        wire: (direction === "sent") === now,
      });
  }
  return findings;
}

function compareBounds(old: number | undefined, now: number | undefined, greaterIsNarrower: boolean) {
  if (old === undefined) return "narrower";
  if (now === undefined) return "wider";
  return now > old === greaterIsNarrower ? "narrower" : "wider";
}

/** The entries of an object whose keys are known. */
const entriesOf = <TKey extends string, TValue>(object: Record<TKey, TValue>) =>
  Object.entries(object) as [TKey, TValue][];
