import { breaks } from "../changes.js";
import { compareSchemas } from "./compareSchemas.js";
import { isConstant } from "./schema.js";
import type { Contracts } from "./compareSchemas.js";
import type { Operation } from "./readContract.js";
import type { Finding } from "../changes.js";
import type { ApiSchema } from "../../apiDocument.js";

const places: Record<string, string> = { path: "path", query: "query", header: "header", formData: "form" };

/** How a list is written where the document does not say it (Swagger 2.0, Parameter Object). */
const defaultListStyle = "csv";

/** Compares the parameters of an operation, all but its body. */
export function compareParameters(old: Operation, now: Operation, contracts: Contracts): Finding[] {
  const findings: Finding[] = [];
  const added = new Map([...now.parameters].filter(([key]) => !old.parameters.has(key)));
  const removed = new Map([...old.parameters].filter(([key]) => !now.parameters.has(key)));
  for (const [key, parameter] of removed) {
    const moved = [...added].find(([, { name }]) => name === parameter.name);
    if (moved) {
      added.delete(moved[0]);
      removed.delete(key);
      const what = `in the ${places[moved[1].in ?? ""]} now`;
      findings.push({ subject: nameOf(parameter), what, ...breaks.both });
    }
  }
  for (const parameter of removed.values()) {
    // One that was filled in for the caller is missed by the service alone.
    const marks = isConstant(parameter) && parameter.required ? breaks.wire : breaks.both;
    findings.push({ subject: nameOf(parameter), what: "removed", ...marks });
  }
  for (const parameter of added.values()) findings.push(judgeAdded(parameter));
  for (const [key, parameter] of now.parameters) {
    const was = old.parameters.get(key);
    if (was && !isApiVersion(parameter)) findings.push(...compareParameter(was, parameter, contracts));
  }
  return findings;
}

function judgeAdded(parameter: ApiSchema): Finding {
  const subject = nameOf(parameter);
  if (parameter.required !== true) return { subject, what: "added, optional", ...breaks.nobody };
  if (isApiVersion(parameter) || isConstant(parameter))
    return { subject, what: "added, required, filled in by generated clients", ...breaks.wire };
  return { subject, what: "added, required", ...breaks.both };
}

function compareParameter(old: ApiSchema, now: ApiSchema, contracts: Contracts): Finding[] {
  const subject = nameOf(now);
  const findings = compareSchemas(old, now, { ...contracts, direction: "sent", subject });
  if ((old.required === true) !== (now.required === true)) {
    const what = now.required === true ? "required now, was optional" : "optional now, was required";
    findings.push({ subject, what, ...(now.required === true ? breaks.both : breaks.nobody) });
  }
  if (old.name !== now.name)
    findings.push({ subject, what: `written ${now.name} now, was ${old.name}`, ...breaks.typescript });
  const [was, is] = [old.default, now.default].map((value) =>
    value === undefined ? undefined : JSON.stringify(value),
  );
  if (was !== is) {
    const what = is === undefined ? `no default any more, was ${was}` : `default ${is} now${was ? `, was ${was}` : ""}`;
    // Without a default, what leaving it out means is not said; with another one, it means something else.
    findings.push({ subject, what, ...(was === undefined ? breaks.nobody : breaks.wire) });
  }
  if (old.type === "array" && now.type === "array") {
    const [style, newStyle] = [old, now].map(({ collectionFormat = defaultListStyle }) => collectionFormat);
    if (style !== newStyle)
      findings.push({ subject, what: `list written as ${newStyle} now, was ${style}`, ...breaks.wire });
  }
  return findings;
}

/** Which version is asked for is what two documents differ in, so its rules are not compared. */
const isApiVersion = ({ name, in: place }: ApiSchema) => name === "api-version" && place === "query";

const nameOf = ({ name, in: place }: ApiSchema) =>
  place === "formData" ? `form field ${name}` : `${place} parameter ${name}`;
