import { compareLimits } from "./compareLimits.js";
import { compareEnums } from "./compareEnums.js";
import { breaks } from "../changes.js";
import { describe, kindOf, membersOf, namedType } from "./schema.js";
import type { Contract } from "./readContract.js";
import type { Direction } from "./schema.js";
import type { Finding, Marks } from "../changes.js";
import type { ApiSchema } from "../../apiDocument.js";

/** What two documents say as a whole. */
export interface Contracts {
  before: Contract;
  after: Contract;
}

/** Where two schemas are compared. */
export interface Scene extends Contracts {
  direction: Direction;
  /** Names the value in words. */
  subject: string;
  /** The pairs of schemas that were compared already, so that none is compared twice. */
  seen?: Map<ApiSchema, Set<ApiSchema>>;
}

/**
 * Compares two schemas. What is sent must stay welcome: all that was valid is valid. What is returned must stay expected:
 * all that may come could come before, except further properties, which readers pass over.
 *
 * Types of the same name are compared once, by `compareTypes`, and not here.
 */
export function compareSchemas(before: ApiSchema, after: ApiSchema, scene: Scene): Finding[] {
  const name = namedType(before);
  if (name !== undefined && name === namedType(after)) return compareNull(before, after, scene);
  return [...compareNull(before, after, scene), ...compareStructures(before, after, scene)];
}

/** The same for schemas that are one named type. */
export function compareStructures(before: ApiSchema, after: ApiSchema, scene: Scene): Finding[] {
  const old = scene.before.read(before);
  const now = scene.after.read(after);
  const seen = scene.seen ?? new Map();
  const partners = seen.get(old) ?? new Set();
  if (partners.has(now)) return [];
  seen.set(old, partners.add(now));
  const inner = { ...scene, seen };
  const kinds = [kindOf(old), kindOf(now)];
  if (kinds[0] !== kinds[1]) {
    const what = `${describe(after)} now, was ${describe(before)}`;
    return [{ subject: scene.subject, what, ...judgeKinds(kinds[0] ?? "", kinds[1] ?? "", scene.direction) }];
  }
  switch (kinds[0]) {
    case "array":
      return [
        ...compareLimits(old, now, scene),
        ...compareSchemas(old.items ?? {}, now.items ?? {}, { ...inner, subject: `${scene.subject}, items` }),
      ];
    case "map":
      // What makes a map of it is that this is a schema.
      return compareSchemas(old.additionalProperties as ApiSchema, now.additionalProperties as ApiSchema, {
        ...inner,
        subject: `${scene.subject}, values`,
      });
    case "object":
      return compareObjects(old, now, inner);
    default:
      return [...compareEnums(old, now, scene), ...compareFormats(old, now, scene), ...compareLimits(old, now, scene)];
  }
}

function compareNull(before: ApiSchema, after: ApiSchema, { direction, subject }: Scene): Finding[] {
  const [old, now] = [before["x-nullable"] === true, after["x-nullable"] === true];
  if (old === now) return [];
  const what = now ? "may be null now" : "cannot be null any more";
  return [{ subject, what, ...((direction === "sent") === now ? breaks.nobody : breaks.both) }];
}

/** Whom a change of kind breaks. */
function judgeKinds(old: string, now: string, direction: Direction): Marks {
  // What is sent may become wider and what is returned narrower, so the question is the same the other way round.
  const [narrow, wide] = direction === "sent" ? [old, now] : [now, old];
  if (narrow === "integer" && wide === "number") return breaks.nobody;
  if (narrow === "number" && wide === "integer") return breaks.wire;
  if (wide === "any") return breaks.nobody;
  if (wide === "free-form object" && narrow === "map") return breaks.nobody;
  // An interface does not fit Record<string, unknown>, although its values do.
  if (wide === "free-form object" && narrow === "object") return breaks.typescript;
  return breaks.both;
}

function compareFormats(before: ApiSchema, after: ApiSchema, { direction, subject }: Scene): Finding[] {
  const [old, now] = [before.format, after.format];
  // AutoRest reads an integer without a format as one of 32 bits.
  if (old === now || (before.type === "integer" && (old ?? "int32") === (now ?? "int32"))) return [];
  const [narrow, wide] = direction === "sent" ? [old, now] : [now, old];
  const what = now === undefined ? `no format any more, was ${old}` : `format ${now} now${old ? `, was ${old}` : ""}`;
  return [
    {
      subject,
      what,
      // A Date may be given for a date-time; all other formats have the type of a text or a number.
      typescript: direction === "sent" && old === "date-time",
      wire:
        wide !== undefined && !(narrow === "int32" && wide === "int64") && !(narrow === "float" && wide === "double"),
    },
  ];
}

function compareObjects(before: ApiSchema, after: ApiSchema, scene: Scene): Finding[] {
  const { direction, subject } = scene;
  const old = readObject(before, scene.before, direction);
  const now = readObject(after, scene.after, direction);
  const findings: Finding[] = [];
  for (const name of new Set([...old.properties.keys(), ...now.properties.keys()])) {
    const place = `${subject}, property ${name}`;
    const [was, is] = [old.properties.get(name), now.properties.get(name)];
    const required = now.required.has(name);
    if (was === undefined) {
      const marks = direction === "sent" && required ? breaks.both : breaks.nobody;
      findings.push({ subject: place, what: `added, ${required ? "required" : "optional"}`, ...marks });
    } else if (is === undefined) {
      findings.push({ subject: place, what: "removed", ...breaks.both });
    } else {
      if (old.required.has(name) !== required) {
        const what = required ? "required now, was optional" : "optional now, was required";
        findings.push({
          subject: place,
          what,
          ...((direction === "sent") === required ? breaks.both : breaks.nobody),
        });
      }
      findings.push(...compareSchemas(was, is, { ...scene, subject: place }));
    }
  }
  if (before.discriminator !== after.discriminator) {
    const what = `kinds are told apart by ${after.discriminator ?? "nothing"} now, was ${before.discriminator ?? "nothing"}`;
    findings.push({ subject, what, ...breaks.both });
  }
  return [...findings, ...compareAdditional(old.additional, now.additional, scene)];
}

/** The members that go in a direction. */
function readObject(schema: ApiSchema, contract: Contract, direction: Direction) {
  const members = membersOf(schema, contract.read);
  if (direction === "sent") {
    for (const [name, property] of members.properties) if (property.readOnly === true) members.properties.delete(name);
  }
  return members;
}

type Additional = ApiSchema["additionalProperties"];

/** Properties that the document does not name. */
function compareAdditional(old: Additional, now: Additional, scene: Scene): Finding[] {
  const { direction, subject } = scene;
  if (typeof old === "object" && typeof now === "object")
    return compareSchemas(old, now, { ...scene, subject: `${subject}, further properties` });
  const [had, has] = [isOpen(old), isOpen(now)];
  if (had !== has) {
    // A value of an interface, which has no further properties, does not fit the new type.
    const marks =
      direction === "returned" ? (has ? breaks.nobody : breaks.typescript) : has ? breaks.typescript : breaks.both;
    return [{ subject, what: has ? "takes further properties now" : "no further properties any more", ...marks }];
  }
  // Not said is as good as allowed (JSON Schema), though generated types have no place for them.
  if (direction === "sent" && now === false && old === undefined)
    return [{ subject, what: "further properties are refused now", ...breaks.wire }];
  return [];
}

/** Whether generated types have a place for properties that are not named. */
const isOpen = (additional: Additional) => additional === true || typeof additional === "object";
