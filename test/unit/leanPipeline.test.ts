import { createEmptyPipeline, createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { Pipeline, PipelinePhase, PipelinePolicy, PipelineResponse } from "@azure/core-rest-pipeline";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { LeanPipeline } from "../../src/pipeline/leanPipeline.js";

const names = ["a", "b", "c", "d", "e", "f"];
const phase = fc.option(fc.constantFrom<PipelinePhase>("Serialize", "Deserialize", "Retry", "Sign"), {
  nil: undefined,
});
const some = fc.subarray(names, { maxLength: 2 });

/** What may be done to a pipeline. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      name: fc.constantFrom(...names),
      options: fc.record(
        { phase, afterPhase: phase, afterPolicies: some, beforePolicies: some },
        { requiredKeys: [] },
      ) as fc.Arbitrary<object>,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("remove" as const),
      what: fc.oneof(fc.record({ name: fc.constantFrom(...names) }), fc.record({ phase })) as fc.Arbitrary<object>,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "clone" as const }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const pass = (name: string): PipelinePolicy => ({ name, sendRequest: (request, next) => next(request) });

/** What a pipeline says to some steps: the names in order, or that it refuses. */
function follow(start: Pipeline, steps: readonly Step[]): unknown[] {
  let pipeline = start;
  return steps.map((what) => {
    try {
      if (what.kind === "add") pipeline.addPolicy(pass(what.name), what.options);
      else if (what.kind === "remove") return pipeline.removePolicy(what.what).map(({ name }) => name);
      else pipeline = pipeline.clone();
      return pipeline.getOrderedPolicies().map(({ name }) => name);
    } catch {
      return "refused";
    }
  });
}

/** One that waits for another of no phase gets its place after those of the phases behind it. */
const waitsForALaterOne: Step[] = [
  { kind: "add", name: "a", options: {} },
  { kind: "add", name: "f", options: { beforePolicies: ["a"] } },
  { kind: "add", name: "d", options: { phase: "Deserialize" } },
];

describe("the lean pipeline", () => {
  test("orders policies, and refuses them, as that of the core library does", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        expect(follow(new LeanPipeline(), steps)).toEqual(follow(createEmptyPipeline(), steps));
      }),
      { numRuns: 1000, examples: [[waitsForALaterOne]] },
    );
  });

  test("names the policy that it cannot have twice", () => {
    const pipeline = new LeanPipeline();
    for (const name of ["a", "mine", "mine"]) pipeline.addPolicy(pass(name));
    expect(() => pipeline.getOrderedPolicies()).toThrow('A pipeline cannot have two policies named "mine".');
  });

  test("sends through its policies in that order, also after they have changed", async () => {
    const passed: string[] = [];
    const noting = (name: string): PipelinePolicy => ({
      name,
      sendRequest(request, next) {
        passed.push(name);
        return next(request);
      },
    });
    const request = createPipelineRequest({ url: "https://a.example" });
    const answer: PipelineResponse = { request, status: 200, headers: createHttpHeaders() };
    const httpClient = { sendRequest: async () => answer };
    const pipeline = new LeanPipeline();
    pipeline.addPolicy(noting("sign"), { phase: "Sign" });
    pipeline.addPolicy(noting("first"));
    expect(await pipeline.sendRequest(httpClient, request)).toBe(answer);
    pipeline.addPolicy(noting("last"), { afterPhase: "Sign" });
    expect(await pipeline.sendRequest(httpClient, request)).toBe(answer);
    pipeline.removePolicy({ phase: "Sign" });
    const other: PipelineResponse = { ...answer, status: 201 };
    expect(await pipeline.sendRequest({ sendRequest: async () => other }, request)).toBe(other);
    expect(passed).toEqual(["first", "sign", "first", "sign", "last", "first", "last"]);
  });
});
