import { breaks } from "../changes.js";
import { compareSchemas } from "./compareSchemas.js";
import { describe } from "./schema.js";
import type { Contracts } from "./compareSchemas.js";
import type { Operation } from "./readContract.js";
import type { Finding } from "../changes.js";

const subject = "request body";

/** Compares the bodies that an operation takes. */
export function compareRequestBodies(
  { body: old }: Operation,
  { body: now }: Operation,
  contracts: Contracts,
): Finding[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined || now === undefined) {
    if (now === undefined) return [{ subject, what: "removed", ...breaks.both }];
    const what = `added, ${now.required ? "required" : "optional"}, ${describe(now.schema)} as ${now.mediaTypes.join(", ")}`;
    return [{ subject, what, ...(now.required ? breaks.both : breaks.nobody) }];
  }
  const findings: Finding[] = [];
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
  const ofSchema = compareSchemas(old.schema, now.schema, { ...contracts, direction: "sent", subject });
  return [...findings, ...ofSchema.map((finding) => ({ ...finding, typescript: finding.typescript && hasType }))];
}
