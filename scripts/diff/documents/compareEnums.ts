import { breaks } from "../changes.js";
import { isSealed } from "./schema.js";
import type { Finding } from "../changes.js";
import type { Scene } from "./compareSchemas.js";
import type { ApiSchema } from "../../apiDocument.js";

/** Compares the values that two schemas allow. To the compiler, an open enum is any text. */
export function compareEnums(before: ApiSchema, after: ApiSchema, { direction, subject }: Scene): Finding[] {
  const [old, now] = [before.enum, after.enum];
  if (old === undefined && now === undefined) return [];
  const sent = direction === "sent";
  if (old === undefined || now === undefined) {
    const narrower = old === undefined;
    const what = narrower ? `one of ${list(now ?? [])} now` : `not only ${list(old ?? [])} any more`;
    if (narrower !== sent) return [{ subject, what, ...breaks.nobody }];
    return [{ subject, what, typescript: isSealed(narrower ? after : before), wire: true }];
  }
  const findings: Finding[] = [];
  const added = now.filter((value: unknown) => !old.includes(value));
  const removed = old.filter((value: unknown) => !now.includes(value));
  const [wasSealed, isNowSealed] = [isSealed(before), isSealed(after)];
  if (added.length > 0) {
    // A reader of an enum that its document calls open has to expect values that it does not know.
    findings.push({
      subject,
      what: `may be ${list(added)} too`,
      typescript: !sent && wasSealed,
      wire: !sent && before["x-ms-enum"]?.modelAsString !== true,
    });
  }
  if (removed.length > 0) {
    // Comparing a value with one that it cannot have does not compile.
    findings.push({ subject, what: `cannot be ${list(removed)} any more`, typescript: isNowSealed, wire: sent });
  }
  if (wasSealed !== isNowSealed) {
    const what = isNowSealed ? "has no other values any more" : "may have values that the document does not know";
    const marks = isNowSealed ? (sent ? breaks.both : breaks.nobody) : sent ? breaks.nobody : breaks.both;
    findings.push({ subject, what, ...marks });
  }
  return findings;
}

const list = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
