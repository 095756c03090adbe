import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { codePoint } from "./codePoint.js";
import { FilterError, parseFilter } from "../src/filter/filter.js";
import { filter, quote, subject } from "./filterSamples.js";

test("a filter means what its parts mean, however it is written", () => {
  fc.assert(
    fc.property(filter, fc.array(subject, { minLength: 1, maxLength: 4 }), ({ text: written, value }, subjects) => {
      const matches = parseFilter(written);
      expect(subjects.map((given) => matches(given))).toEqual(subjects.map(value));
    }),
    { numRuns: 3000 },
  );
});

test("a text survives its quotes, whatever is in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 50 }), fc.string({ unit: codePoint }), (value, other) => {
      const named = { connectionId: "1", groups: new Set([value]) };
      const matches = parseFilter(
        `userId eq ${quote(value)} and ${quote(value)} in groups and userId in (${quote(value)})`,
      );
      expect(matches({ ...named, userId: value })).toBe(true);
      expect(matches({ ...named, userId: other })).toBe(other === value);
    }),
  );
});

test("any text is a filter or brings about a FilterError", () => {
  const word = fc.constantFrom(
    ..."( ) , ' '' and or not eq ne gt in true null userId groups 'a' 1 -1 1.5 length( substring( contains( 🐦".split(
      " ",
    ),
  );
  const words = fc.array(word, { maxLength: 12 }).map((chosen) => chosen.join(" "));
  fc.assert(
    fc.property(fc.oneof(words, fc.string({ unit: codePoint }), fc.string()), subject, (written, given) => {
      try {
        expect(typeof parseFilter(written)(given)).toBe("boolean");
      } catch (error) {
        expect(error).toBeInstanceOf(FilterError);
      }
    }),
    { numRuns: 3000 },
  );
});
