import { createClient } from "../clients/body-complex/index.js";
import type { Fish, Salmon } from "../clients/body-complex/index.js";
import { answer, equal, options, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-complex";

/** What the server calls them. */
export const names = /^((get|put)Complex|getComposed)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => ({
  ...basic(endpoint),
  ...primitives(endpoint),
  ...collections(endpoint),
  ...polymorphism(endpoint),
});

function basic(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const siamese = {
    breed: "persian",
    color: "green",
    hates: [
      { food: "tomato", id: 1, name: "Potato" },
      { food: "french fries", id: -1, name: "Tomato" },
    ],
    id: 2,
    name: "Siameeee",
  };
  return {
    getComplexBasicValid: () =>
      returns(client.path("/complex/basic/valid").get(), "200", { id: 2, name: "abc", color: "YELLOW" }),
    putComplexBasicValid: () =>
      succeeds(client.path("/complex/basic/valid").put({ body: { id: 2, name: "abc", color: "Magenta" } })),
    getComplexBasicEmpty: () => returns(client.path("/complex/basic/empty").get(), "200", {}),
    getComplexBasicNotProvided: () => returns(client.path("/complex/basic/notprovided").get(), "200", undefined),
    getComplexBasicNull: () => returnsRaw(client.path("/complex/basic/null").get(), "200", { id: null, name: null }),
    getComplexBasicInvalid: () =>
      returnsRaw(client.path("/complex/basic/invalid").get(), "200", { id: "a", name: "abc" }),
    getComplexInheritanceValid: () => returns(client.path("/complex/inheritance/valid").get(), "200", siamese),
    putComplexInheritanceValid: () => succeeds(client.path("/complex/inheritance/valid").put({ body: siamese })),
    getComplexReadOnlyPropertyValid: () =>
      returns(client.path("/complex/readonlyproperty/valid").get(), "200", { id: "1234", size: 2 }),
    putComplexReadOnlyPropertyValid: () =>
      succeeds(client.path("/complex/readonlyproperty/valid").put({ body: { size: 2 } })),
  };
}

function primitives(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const integer = { field1: -1, field2: 2 };
  const long = { field1: 1099511627775, field2: -999511627788 };
  const float = { field1: 1.05, field2: -0.003 };
  const double = {
    field1: 3e-100,
    field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose: -5e-57,
  };
  const bool = { field_true: true, field_false: false };
  const date = { field: "0001-01-01", leap: "2016-02-29" };
  const httpTime = { field: "Mon, 01 Jan 0001 00:00:00 GMT", now: "Mon, 18 May 2015 11:38:00 GMT" };
  const duration = { field: "P123DT22H14M12.011S" };
  const byte = { field: "//79/AD6+fj39g==" };
  return {
    getComplexPrimitiveInteger: () => returns(client.path("/complex/primitive/integer").get(), "200", integer),
    putComplexPrimitiveInteger: () => succeeds(client.path("/complex/primitive/integer").put({ body: integer })),
    getComplexPrimitiveLong: () => returns(client.path("/complex/primitive/long").get(), "200", long),
    putComplexPrimitiveLong: () => succeeds(client.path("/complex/primitive/long").put({ body: long })),
    getComplexPrimitiveFloat: () => returns(client.path("/complex/primitive/float").get(), "200", float),
    putComplexPrimitiveFloat: () => succeeds(client.path("/complex/primitive/float").put({ body: float })),
    getComplexPrimitiveDouble: () => returns(client.path("/complex/primitive/double").get(), "200", double),
    putComplexPrimitiveDouble: () => succeeds(client.path("/complex/primitive/double").put({ body: double })),
    getComplexPrimitiveBool: () => returns(client.path("/complex/primitive/bool").get(), "200", bool),
    putComplexPrimitiveBool: () => succeeds(client.path("/complex/primitive/bool").put({ body: bool })),
    getComplexPrimitiveString: () =>
      returnsRaw(client.path("/complex/primitive/string").get(), "200", {
        field: "goodrequest",
        empty: "",
        null: null,
      }),
    putComplexPrimitiveString: () =>
      succeeds(client.path("/complex/primitive/string").put({ body: { field: "goodrequest", empty: "" } })),
    getComplexPrimitiveDate: () => returns(client.path("/complex/primitive/date").get(), "200", date),
    putComplexPrimitiveDate: () => succeeds(client.path("/complex/primitive/date").put({ body: date })),
    getComplexPrimitiveDateTime: () =>
      returns(client.path("/complex/primitive/datetime").get(), "200", {
        field: "0001-01-01T00:00:00Z",
        now: "2015-05-18T18:38:00Z",
      }),
    putComplexPrimitiveDateTime: () =>
      succeeds(
        client
          .path("/complex/primitive/datetime")
          .put({ body: { field: new Date("0001-01-01T00:00:00Z"), now: new Date("2015-05-18T18:38:00Z") } }),
      ),
    getComplexPrimitiveDateTimeRfc1123: () =>
      returns(client.path("/complex/primitive/datetimerfc1123").get(), "200", httpTime),
    putComplexPrimitiveDateTimeRfc1123: () =>
      succeeds(client.path("/complex/primitive/datetimerfc1123").put({ body: httpTime })),
    getComplexPrimitiveDuration: () => returns(client.path("/complex/primitive/duration").get(), "200", duration),
    putComplexPrimitiveDuration: () => succeeds(client.path("/complex/primitive/duration").put({ body: duration })),
    getComplexPrimitiveByte: () => returns(client.path("/complex/primitive/byte").get(), "200", byte),
    putComplexPrimitiveByte: () => succeeds(client.path("/complex/primitive/byte").put({ body: byte })),
  };
}

function collections(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  const list = ["1, 2, 3, 4", "", null, "&S#$(*Y", "The quick brown fox jumps over the lazy dog"];
  const programs: Record<string, string | null> = { txt: "notepad", bmp: "mspaint", xls: "excel", exe: "", "": null };
  return {
    getComplexArrayValid: () => returnsRaw(client.path("/complex/array/valid").get(), "200", { array: list }),
    // The document does not say that items may be null; the server wants one that is.
    putComplexArrayValid: () =>
      succeeds(client.path("/complex/array/valid").put({ body: { array: list as string[] } })),
    getComplexArrayEmpty: () => returns(client.path("/complex/array/empty").get(), "200", { array: [] }),
    putComplexArrayEmpty: () => succeeds(client.path("/complex/array/empty").put({ body: { array: [] } })),
    getComplexArrayNotProvided: () => returns(client.path("/complex/array/notprovided").get(), "200", {}),
    getComplexDictionaryValid: () =>
      returnsRaw(client.path("/complex/dictionary/typed/valid").get(), "200", { defaultProgram: programs }),
    putComplexDictionaryValid: () =>
      succeeds(
        client
          .path("/complex/dictionary/typed/valid")
          .put({ body: { defaultProgram: programs as Record<string, string> } }),
      ),
    getComplexDictionaryEmpty: () =>
      returns(client.path("/complex/dictionary/typed/empty").get(), "200", { defaultProgram: {} }),
    putComplexDictionaryEmpty: () =>
      succeeds(client.path("/complex/dictionary/typed/empty").put({ body: { defaultProgram: {} } })),
    getComplexDictionaryNull: () =>
      returns(client.path("/complex/dictionary/typed/null").get(), "200", { defaultProgram: null }),
    getComplexDictionaryNotProvided: () =>
      returns(client.path("/complex/dictionary/typed/notprovided").get(), "200", {}),
  };
}

const siblings: Fish[] = [
  { fishtype: "shark", age: 6, birthday: "2012-01-05T01:00:00Z", length: 20, species: "predator" },
  {
    fishtype: "sawshark",
    age: 105,
    birthday: "1900-01-05T01:00:00Z",
    length: 10,
    picture: "//////4=",
    species: "dangerous",
  },
  {
    fishtype: "goblin",
    age: 1,
    birthday: "2015-08-08T00:00:00Z",
    length: 30,
    species: "scary",
    jawsize: 5,
    color: "pinkish-gray",
  },
];
const salmon = { fishtype: "salmon", location: "alaska", iswild: true, species: "king", length: 1 } as const;
const smartSalmon: Salmon = {
  ...salmon,
  fishtype: "smart_salmon",
  additionalProperty1: 1,
  additionalProperty2: false,
  additionalProperty3: "hello",
  additionalProperty4: { a: 1, b: 2 },
  additionalProperty5: [1, 3],
  siblings,
};
const shark = { fishtype: "shark", age: 6, birthday: "2012-01-05T01:00:00Z", species: "predator", length: 20 } as const;
const sawshark = {
  fishtype: "sawshark",
  age: 105,
  birthday: "1900-01-05T01:00:00Z",
  picture: "//////4=",
  species: "dangerous",
  length: 10,
} as const;
const family: Fish = {
  ...salmon,
  siblings: [
    {
      ...shark,
      siblings: [
        {
          fishtype: "salmon",
          location: "atlantic",
          iswild: true,
          species: "coho",
          length: 2,
          siblings: [shark, sawshark],
        },
        { ...sawshark, siblings: [] },
      ],
    },
    { ...sawshark, siblings: [] },
  ],
};

function polymorphism(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  return {
    getComplexPolymorphismValid: () =>
      returnsRaw(client.path("/complex/polymorphism/valid").get(), "200", { ...salmon, siblings }),
    putComplexPolymorphismValid: () =>
      succeeds(client.path("/complex/polymorphism/valid").put({ body: { ...salmon, siblings } })),
    getComplexPolymorphismComplicated: async () => {
      const { body } = await answer(client.path("/complex/polymorphism/complicated").get(), "200");
      equal([body.fishtype, body.location, body.siblings?.length], ["smart_salmon", "alaska", 3]);
    },
    putComplexPolymorphismComplicated: () =>
      succeeds(client.path("/complex/polymorphism/complicated").put({ body: smartSalmon })),
    putComplexPolymorphismNoDiscriminator: async () => {
      const call = client.path("/complex/polymorphism/missingdiscriminator").put({ body: { ...salmon, siblings } });
      const { body } = await answer(call, "200");
      equal([body.fishtype, body.location], [undefined as never, "alaska"]);
    },
    getComplexPolymorphicRecursiveValid: () =>
      returnsRaw(client.path("/complex/polymorphicrecursive/valid").get(), "200", family),
    putComplexPolymorphicRecursiveValid: () =>
      succeeds(client.path("/complex/polymorphicrecursive/valid").put({ body: family })),
    getComplexPolymorphismDotSyntax: () =>
      returns(client.path("/complex/polymorphism/dotsyntax").get(), "200", {
        "fish.type": "DotSalmon",
        location: "sweden",
        iswild: true,
        species: "king",
      }),
    getComposedWithDiscriminator: async () => {
      const { body } = await answer(client.path("/complex/polymorphism/composedWithDiscriminator").get(), "200");
      equal(body.sampleSalmon?.location, "sweden");
      equal(
        body.fishes?.map((fish) => fish["fish.type"]),
        ["DotSalmon", "DotSalmon"],
      );
    },
    getComposedWithoutDiscriminator: async () => {
      const { body } = await answer(client.path("/complex/polymorphism/composedWithoutDiscriminator").get(), "200");
      equal(body.sampleFish?.species, "king");
      equal(
        body.salmons?.map((fish) => fish.location),
        ["sweden", "atlantic"],
      );
    },
  };
}
