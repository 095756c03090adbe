import { createClient } from "../clients/multiple-inheritance/index.js";
import { options, returns } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "multiple-inheritance";

/** What the server calls them. */
export const names = /^MultipleInheritance/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const pet = client.path("/multipleInheritance/pet");
  const horse = client.path("/multipleInheritance/horse");
  const feline = client.path("/multipleInheritance/feline");
  const cat = client.path("/multipleInheritance/cat");
  const kitten = client.path("/multipleInheritance/kitten");
  const whiskers = { name: "Whiskers", likesMilk: true, meows: true, hisses: true };
  const boots = { name: "Boots", likesMilk: false, meows: true, hisses: false };
  return {
    MultipleInheritancePetGet: () => returns(pet.get(), "200", { name: "Peanut" }),
    MultipleInheritancePetPut: () => returns(pet.put({ body: { name: "Butter" } }), "200", "Pet was correct!"),
    MultipleInheritanceHorseGet: () => returns(horse.get(), "200", { name: "Fred", isAShowHorse: true }),
    MultipleInheritanceHorsePut: () =>
      returns(horse.put({ body: { name: "General", isAShowHorse: false } }), "200", "Horse was correct!"),
    MultipleInheritanceFelineGet: () => returns(feline.get(), "200", { meows: true, hisses: true }),
    MultipleInheritanceFelinePut: () =>
      returns(feline.put({ body: { meows: false, hisses: true } }), "200", "Feline was correct!"),
    MultipleInheritanceCatGet: () => returns(cat.get(), "200", whiskers),
    MultipleInheritanceCatPut: () => returns(cat.put({ body: boots }), "200", "Cat was correct!"),
    MultipleInheritanceKittenGet: () =>
      returns(kitten.get(), "200", { ...whiskers, name: "Gatito", eatsMiceYet: false }),
    MultipleInheritanceKittenPut: () =>
      returns(kitten.put({ body: { ...boots, name: "Kitty", eatsMiceYet: true } }), "200", "Kitten was correct!"),
  };
};
