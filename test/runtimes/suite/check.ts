import type { Outcome } from "./setting.js";

/** Says what is wrong unless two values are equal as JSON. */
export function expectEqual(actual: unknown, expected: unknown): void {
  const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== ought) throw new Error(`expected ${ought}, got ${is}`);
}

/** What a promise is rejected with. */
export async function rejection(
  promise: PromiseLike<unknown>,
): Promise<{ name?: string; code?: string; message: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected a rejection, got an answer");
}

/** Runs checks one after the other, each for a minute at most; none keeps another from running. */
export async function runChecks(checks: Record<string, () => Promise<void>>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, check] of Object.entries(checks)) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("not done after a minute")), 60_000);
    });
    try {
      await Promise.race([check(), late]);
      outcomes.push({ name });
    } catch (error) {
      const { name: kind, message } = error as Error;
      outcomes.push({ name, problem: kind === "Error" ? message : `${kind}: ${message}` });
    } finally {
      clearTimeout(timer);
    }
  }
  return outcomes;
}
