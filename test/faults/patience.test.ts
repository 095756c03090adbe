import { expect, test } from "@jest/globals";
import { whenOutOfPatience } from "./patience.js";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("patience ends when the process has had its turn often enough, and not by the clock alone", async () => {
  let isOver = false;
  const over = new Promise<void>((resolve) =>
    whenOutOfPatience(() => {
      isOver = true;
      resolve();
    }, 5),
  );
  // As a machine under load does: longer than all of the patience in one piece.
  const start = performance.now();
  while (performance.now() - start < 400);
  await pause(0);
  expect(isOver).toBe(false);
  // The timer holds nothing up, so something else has to.
  const hold = setInterval(() => undefined, 1000);
  await over;
  clearInterval(hold);
});

test("a call that ends in time takes it back", async () => {
  let isOver = false;
  whenOutOfPatience(() => (isOver = true), 1)();
  await pause(200);
  expect(isOver).toBe(false);
});
