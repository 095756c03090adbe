import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Clock } from "../src/clock.js";

test("goes with the machine's clock, and ahead of it once it is put forward", () => {
  const clock = new Clock();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(100);
  clock.advance(60_000);
  expect(Math.abs(clock.now() - Date.now() - 60_000)).toBeLessThan(100);
});

test("rings when its time has come, by itself or put forward, in order and once", async () => {
  const clock = new Clock();
  const rung: string[] = [];
  clock.after(60_000, () => rung.push("second"));
  clock.after(30_000, () => rung.push("first"));
  const callOff = clock.after(40_000, () => rung.push("called off"));
  clock.after(10, () => rung.push("at once"));
  await delay(50);
  expect(rung).toEqual(["at once"]);
  callOff();
  clock.advance(60_000);
  expect(rung).toEqual(["at once", "first", "second"]);
  clock.advance(60_000);
  expect(rung).toHaveLength(3);
});

test("rings no more once it is stopped", () => {
  const clock = new Clock();
  const rung: string[] = [];
  clock.after(10, () => rung.push("late"));
  clock.stop();
  clock.advance(60_000);
  expect(rung).toEqual([]);
});
