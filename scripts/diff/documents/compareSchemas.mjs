import { compareLimits } from "./compareLimits.mjs";
import { compareEnums } from "./compareEnums.mjs";
import { breaks } from "../changes.mjs";
import { describe, kindOf, membersOf, namedType } from "./schema.mjs";

/** @typedef {import("./readContract.mjs").Contract} Contract */
/** @typedef {import("./schema.mjs").Direction} Direction */
/** @typedef {import("../changes.mjs").Finding} Finding */
/** @typedef {import("../changes.mjs").Marks} Marks */
/**
 * Where two schemas are compared.
 *
 * @typedef {object} Scene
 * @property {Contract} before
 * @property {Contract} after
 * @property {Direction} direction
 * @property {string} subject - names the value in words
 * @property {Map<any, Set<any>>} [seen] - the pairs of schemas that were compared already, so that none is compared twice
 */

/**
 * Compares two schemas. What is sent must stay welcome: all that was valid is valid. What is returned must stay expected:
 * all that may come could come before, except further properties, which readers pass over.
 *
 * Types of the same name are compared once, by `compareTypes`, and not here.
 *
 * @param {any} before @param {any} after @param {Scene} scene
 * @returns {Finding[]}
 */
export function compareSchemas(before, after, scene) {
  const name = namedType(before);
  if (name !== undefined && name === namedType(after)) return compareNull(before, after, scene);
  return [...compareNull(before, after, scene), ...compareStructures(before, after, scene)];
}

/** The same for schemas that are one named type. @param {any} before @param {any} after @param {Scene} scene @returns {Finding[]} */
export function compareStructures(before, after, scene) {
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
      return compareSchemas(old.additionalProperties, now.additionalProperties, {
        ...inner,
        subject: `${scene.subject}, values`,
      });
    case "object":
      return compareObjects(old, now, inner);
    default:
      return [...compareEnums(old, now, scene), ...compareFormats(old, now, scene), ...compareLimits(old, now, scene)];
  }
}

/** @param {any} before @param {any} after @param {Scene} scene @returns {Finding[]} */
function compareNull(before, after, { direction, subject }) {
  const [old, now] = [before["x-nullable"] === true, after["x-nullable"] === true];
  if (old === now) return [];
  const what = now ? "may be null now" : "cannot be null any more";
  return [{ subject, what, ...((direction === "sent") === now ? breaks.nobody : breaks.both) }];
}

/** Whom a change of kind breaks. @param {string} old @param {string} now @param {Direction} direction @returns {Marks} */
function judgeKinds(old, now, direction) {
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

/** @param {any} before @param {any} after @param {Scene} scene @returns {Finding[]} */
function compareFormats(before, after, { direction, subject }) {
  const [old, now] = [before.format, after.format];
  if (old === now) return [];
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

/** @param {any} before @param {any} after @param {Scene} scene @returns {Finding[]} */
function compareObjects(before, after, scene) {
  const { direction, subject } = scene;
  const old = readObject(before, scene.before, direction);
  const now = readObject(after, scene.after, direction);
  /** @type {Finding[]} */
  const findings = [];
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

/** The members that go in a direction. @param {any} schema @param {Contract} contract @param {Direction} direction */
function readObject(schema, contract, direction) {
  const members = membersOf(schema, contract.read);
  if (direction === "sent") {
    for (const [name, property] of members.properties) if (property.readOnly === true) members.properties.delete(name);
  }
  return members;
}

/** Properties that the document does not name. @param {any} old @param {any} now @param {Scene} scene @returns {Finding[]} */
function compareAdditional(old, now, scene) {
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

/** Whether generated types have a place for properties that are not named. @param {any} additional */
const isOpen = (additional) => additional === true || typeof additional === "object";
