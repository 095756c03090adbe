import { createClient, isUnexpected } from "../clients/xms-error-responses/index.js";
import { answer, equal, options, returns } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "xms-error-responses";

/** What the server calls them. */
export const names =
  /^(expected(NoErrors|PetSadError|PetHungryError)|(int|string|animalNotFound|linkNotFound)Error|sendErrorWithParamNameModels)$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const getPet = (id: string) => client.path("/errorStatusCodes/Pets/{petId}/GetPet", id).get();
  const doSomething = (action: string) => client.path("/errorStatusCodes/Pets/doSomething/{whatAction}", action).post();
  return {
    expectedNoErrors: () => returns(getPet("tommy"), "200", { name: "Tommy Tomson", aniType: "Dog" }),
    expectedPetSadError: async () => {
      const { body } = await answer(doSomething("jump"), "500");
      equal([body.errorType, body.errorMessage], ["PetSadError", "casper aint happy"]);
    },
    expectedPetHungryError: async () => {
      const response = await doSomething("fetch");
      equal([response.status, isUnexpected(response)], ["404", true]);
      if (!isUnexpected(response)) throw new Error("This status is an error.");
      const { body } = response;
      if (body === undefined || !("hungryOrThirsty" in body)) throw new Error(`Another error came: ${body?.errorType}`);
      equal(body.hungryOrThirsty, "hungry and thirsty");
    },
    stringError: () => returns(getPet("ringo"), "400", "ringo is missing"),
    intError: () => returns(getPet("alien123"), "501", 123),
    animalNotFoundError: async () => {
      const { body } = await answer(getPet("coyoteUgly"), "404");
      if (!("name" in body)) throw new Error(body.whatNotFound);
      equal([body.name, body.reason], ["coyote", "the type of animal requested is not available"]);
    },
    linkNotFoundError: async () => {
      const { body } = await answer(getPet("weirdAlYankovic"), "404");
      if (!("whatSubAddress" in body)) throw new Error(body.whatNotFound);
      equal(body.whatSubAddress, "pet/yourpet was not found");
    },
    sendErrorWithParamNameModels: async () => {
      const call = client.path("/errorStatusCodes/Pets/hasModelsParam").post({ queryParameters: { models: "value1" } });
      equal((await answer(call, "500")).body.errorMessage, "casper aint happy");
    },
  };
};
