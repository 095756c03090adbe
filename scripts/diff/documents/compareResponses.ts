import { breaks } from "../changes.js";
import { compareSchemas } from "./compareSchemas.js";
import { describe } from "./schema.js";
import type { Contracts, Scene } from "./compareSchemas.js";
import type { Operation, Response } from "./readContract.js";
import type { Finding } from "../changes.js";

/**
 * Compares what an operation may answer.
 *
 * To the compiler each status is a type of its own. On the wire a status that a program does not know stands for its class
 * (RFC 9110, section 15), and any operation may answer with an error.
 */
export function compareResponses(old: Operation, now: Operation, contracts: Contracts): Finding[] {
  const scene = (subject: string): Scene => ({ ...contracts, direction: "returned", subject });
  const findings: Finding[] = [];
  const added = [...now.responses].filter(([status]) => !old.responses.has(status));
  const removed = [...old.responses].filter(([status]) => !now.responses.has(status));
  const successes = [removed, added].map((list) => list.filter(([status]) => status.startsWith("2")));
  const [lost, won] = successes.map((list) => (list.length === 1 ? list[0] : undefined));
  if (lost && won) {
    findings.push(
      { subject: `status ${won[0]}`, what: `instead of ${lost[0]}`, ...breaks.typescript },
      ...compareResponse(lost[1], won[1], scene(`status ${won[0]}`)),
    );
  }
  for (const [status] of removed.filter((entry) => entry !== lost || won === undefined))
    findings.push({ subject: nameOf(status), what: "removed", ...breaks.typescript });
  for (const [status, response] of added.filter((entry) => entry !== won || lost === undefined))
    findings.push(judgeAdded(status, response, old, scene(nameOf(status))));
  for (const [status, response] of now.responses) {
    const was = old.responses.get(status);
    if (was) findings.push(...compareResponse(was, response, scene(nameOf(status))));
  }
  return findings;
}

function judgeAdded(status: string, response: Response, old: Operation, scene: Scene): Finding {
  const what = `added, ${response.isError ? "an error" : "an answer"}`;
  const fallback = old.responses.get("default");
  const covered =
    response.isError &&
    fallback !== undefined &&
    compareResponse(fallback, response, scene).every(({ typescript }) => !typescript);
  const { subject } = scene;
  return { subject, what, typescript: !covered, wire: isNewOnWire(status, response, old, scene) };
}

/** Whether a program that knows the old answers can be at a loss. */
function isNewOnWire(status: string, response: Response, old: Operation, scene: Scene) {
  if (/^[45]|^default$/.test(status)) return false;
  const alike = [...old.responses].filter(([known]) => known[0] === status[0]);
  if (alike.length === 0) return true;
  return alike.every(([, was]) => compareResponse(was, response, scene).some(({ wire }) => wire));
}

function compareResponse(old: Response, now: Response, scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const { subject } = scene;
  if (old.isError !== now.isError)
    findings.push({ subject, what: now.isError ? "an error now" : "no error any more", ...breaks.typescript });
  for (const name of new Set([...old.headers.keys(), ...now.headers.keys()])) {
    const [was, is] = [old.headers.get(name), now.headers.get(name)];
    const place = `${subject}, header ${name}`;
    if (was === undefined) findings.push({ subject: place, what: "added", ...breaks.nobody });
    else if (is === undefined) findings.push({ subject: place, what: "removed", ...breaks.both });
    else {
      // A header comes as a text, so the compiler sees nothing of its type but the values of an enum.
      const hasType = was.enum !== undefined || is.enum !== undefined;
      for (const finding of compareSchemas(was, is, { ...scene, subject: place }))
        findings.push({ ...finding, typescript: finding.typescript && hasType });
    }
  }
  const place = `${subject}, body`;
  if (old.schema === undefined && now.schema !== undefined)
    findings.push({ subject: place, what: `added, ${describe(now.schema)}`, ...breaks.nobody });
  if (old.schema !== undefined && now.schema === undefined)
    findings.push({ subject: place, what: "removed", ...breaks.both });
  if (old.schema === undefined || now.schema === undefined) return findings;
  for (const mediaType of old.mediaTypes.filter(
    (known) => now.mediaTypes.length > 0 && !now.mediaTypes.includes(known),
  ))
    findings.push({ subject: place, what: `is not ${mediaType} any more`, ...breaks.wire });
  return [...findings, ...compareSchemas(old.schema, now.schema, { ...scene, subject: place })];
}

const nameOf = (status: string) => (status === "default" ? "any other status" : `status ${status}`);
