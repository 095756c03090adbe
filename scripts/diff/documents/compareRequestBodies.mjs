import { breaks } from "../changes.mjs";
import { compareSchemas } from "./compareSchemas.mjs";
import { describe } from "./schema.mjs";

/** @typedef {import("./readContract.mjs").Contract} Contract */
/** @typedef {import("./readContract.mjs").Operation} Operation */
/** @typedef {import("../changes.mjs").Finding} Finding */

const subject = "request body";

/**
 * Compares the bodies that an operation takes.
 *
 * @param {Operation} old @param {Operation} now @param {Contract} before @param {Contract} after
 * @returns {Finding[]}
 */
export function compareRequestBodies({ body: old }, { body: now }, before, after) {
  if (old === undefined && now === undefined) return [];
  if (old === undefined || now === undefined) {
    if (now === undefined) return [{ subject, what: "removed", ...breaks.both }];
    const what = `added, ${now.required ? "required" : "optional"}, ${describe(now.schema)} as ${now.mediaTypes.join(", ")}`;
    return [{ subject, what, ...(now.required ? breaks.both : breaks.nobody) }];
  }
  /** @type {Finding[]} */
  const findings = [];
  if (old.required !== now.required) {
    const what = now.required ? "required now, was optional" : "optional now, was required";
    findings.push({ subject, what, ...(now.required ? breaks.both : breaks.nobody) });
  }
  for (const mediaType of old.mediaTypes.filter((known) => !now.mediaTypes.includes(known)))
    findings.push({ subject, what: `cannot be ${mediaType} any more`, ...breaks.both });
  for (const mediaType of now.mediaTypes.filter((known) => !old.mediaTypes.includes(known))) {
    // Generated types want the content type as soon as there are two.
    findings.push({
      subject,
      what: `may be ${mediaType} too`,
      typescript: old.mediaTypes.length === 1,
      wire: false,
    });
  }
  // The type of any other body follows from its media type alone.
  const hasType = [...old.mediaTypes, ...now.mediaTypes].some((mediaType) => /[/+]json\b/.test(mediaType));
  const ofSchema = compareSchemas(old.schema, now.schema, { before, after, direction: "sent", subject });
  return [...findings, ...ofSchema.map((finding) => ({ ...finding, typescript: finding.typescript && hasType }))];
}
