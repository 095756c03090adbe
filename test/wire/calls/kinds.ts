import { buildGetPlainByPlainIdRequest, createClient, isUnexpected } from "../clients/kinds/index.js";
import type { Animal, AnimalOutput, CarOrBike, Shape, Values, ValuesOutput } from "../clients/kinds/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** True where two types are one. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** What a comparison of the discriminator leaves. The compiler is what these are for. */
function tellAnimals(animal: AnimalOutput): string | number | boolean | undefined {
  if (animal.kind === "cat") return animal.lives satisfies number;
  if (animal.kind === "puppy") return animal.weeks satisfies number;
  if (animal.kind === "dog") return animal.loud satisfies boolean | undefined;
  // @ts-expect-error -- an animal of no other kind has lives
  void animal.lives;
  return animal.kind satisfies "Animal";
}

function tellShapes(shape: Shape): number {
  return shape.type === "Circle" ? shape.radius : shape.side;
}

function tellVehicles(vehicle: CarOrBike): number | boolean | undefined {
  switch (vehicle.wheels) {
    case "four":
    case "many":
      return vehicle.doors;
    case "two":
      return vehicle.bell;
  }
}

const secrets: [Same<"secret" extends keyof Values ? true : false, true>, "secret" extends keyof ValuesOutput ? 1 : 0] =
  [true, 0];

/** Kinds that a discriminator tells apart, ranges of statuses, and properties that go one way. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const animals = client.path("/animals");
  const cat: Animal = { kind: "cat", name: "Tom", lives: 9 };
  return {
    "each kind has its own properties": {
      call: () => animals.post({ body: cat }),
      sends: 'POST /animals\n\n{"kind":"cat","name":"Tom","lives":9}',
      body: "text",
    },
    "a kind of a kind as well": {
      call: () => animals.post({ body: { kind: "puppy", name: "Rex", weeks: 8, loud: true } }),
      sends: 'POST /animals\n\n{"kind":"puppy","name":"Rex","weeks":8,"loud":true}',
      body: "text",
    },
    "one without what its kind needs is refused by the compiler": {
      // @ts-expect-error -- a cat has lives
      call: () => animals.post({ body: { kind: "cat", name: "Tom" } }),
      sends: "POST /animals",
    },
    "and so is one of no kind": {
      // @ts-expect-error -- there are no cows
      call: () => animals.post({ body: { kind: "cow", name: "Berta" } }),
      sends: "POST /animals",
    },
    "what is read is told by its kind": {
      call: async () => {
        const response = await animals.post({ body: cat });
        if (isUnexpected(response)) throw new Error(response.status);
        return { body: tellAnimals(response.body) };
      },
      sends: "POST /animals",
      answer: '{"kind":"puppy","name":"Rex","weeks":8}',
      returns: 8,
    },
    "a oneOf with a discriminator is a union of its members": {
      call: () => client.path("/shapes").put({ body: { type: "Square", side: 2 } }),
      sends: 'PUT /shapes\n\n{"type":"Square","side":2}',
      body: "text",
    },
    "which are told by it": {
      call: async () => ({
        body: [tellShapes({ type: "Circle", radius: 1 }), tellVehicles({ wheels: "many", doors: 3 })],
      }),
      returns: [1, 3],
    },
    "and none of them has what another needs": {
      // @ts-expect-error -- a square has sides
      call: () => client.path("/shapes").put({ body: { type: "Square", radius: 2 } }),
      sends: "PUT /shapes",
    },
    "a oneOf in its place is one too, by the values that it maps": {
      call: () => client.path("/vehicles").put({ body: { wheels: "four", doors: 5 } }),
      sends: 'PUT /vehicles\n\n{"wheels":"four","doors":5}',
      body: "text",
    },
    "a range of successes is expected": {
      call: async () => {
        const response = await client.path("/shapes").put({ body: { type: "Circle", radius: 1 } });
        if (isUnexpected(response)) throw new Error(response.body?.title ?? response.status);
        return { body: tellShapes(response.body) };
      },
      sends: "PUT /shapes",
      answer: '{"type":"Circle","radius":3}',
      returns: 3,
    },
    "a range of errors is not, and has its body": {
      call: async () => {
        const response = await animals.post({ body: cat });
        if (!isUnexpected(response)) return response;
        return { body: response.status === "500" ? "broken" : (response.body satisfies { title: string }).title };
      },
      status: 418,
      sends: "POST /animals",
      answer: '{"title":"I am a teapot"}',
      returns: "I am a teapot",
    },
    "an error that is listed alone is none of success": {
      call: async () => ({ body: isUnexpected(await animals.post({ body: cat })) }),
      status: 500,
      sends: "POST /animals",
      returns: true,
    },
    "an operation without an id is named by its path, and any media type is JSON": {
      call: () => client.sendRequest(buildGetPlainByPlainIdRequest("a b")),
      sends: "GET /plain/a%20b\naccept: application/json, text/plain",
      headers: ["accept"],
      answer: '{"title":"plain"}',
      returns: { title: "plain" },
    },
    "an answer of several media types has a body of one of them": {
      call: async () => {
        const response = await client.path("/plain/{plain-id}", "a").get();
        if (!isUnexpected(response)) throw new Error(response.body.title);
        return { body: typeof response.body === "string" ? response.body : response.body.title };
      },
      status: 404,
      sends: "GET /plain/a",
      answer: '{"title":"none"}',
      returns: "none",
    },
    "a property that two parents have in two types is the first one's": {
      call: () => client.path("/values").post({ body: { code: "a" satisfies Values["code"] & string, flag: true } }),
      sends: 'POST /values\n\n{"code":"a","flag":true}',
      body: "text",
      answer: "{}",
    },
    "what no discriminator tells is a value of any kind, and what is of one type is of that": {
      call: () =>
        client.path("/values").post({ body: { any: [1], text: "auto", one: { wheels: "two" }, secret: "s" } }),
      sends: 'POST /values\n\n{"any":[1],"text":"auto","one":{"wheels":"two"},"secret":"s"}',
      body: "text",
      answer: "{}",
      returns: secrets[1] === 0 ? {} : undefined,
    },
  };
};
