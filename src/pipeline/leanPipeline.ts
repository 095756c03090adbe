import type {
  HttpClient,
  Pipeline,
  PipelinePhase,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  SendRequest,
} from "@azure/core-rest-pipeline";

const phases = ["Serialize", undefined, "Deserialize", "Retry", "Sign"] as const;
type Phase = PipelinePhase | undefined;
type AddPolicyOptions = NonNullable<Parameters<Pipeline["addPolicy"]>[1]>;

interface Entry {
  readonly policy: PipelinePolicy;
  readonly options: AddPolicyOptions;
}

/** An entry on its way to its place. */
interface Step extends Entry {
  /** Steps that have to be placed before; undefined for a policy that there is not. */
  readonly after: (Step | undefined)[];
  isPlaced: boolean;
}

/**
 * A pipeline as the core library describes it, with its rules of order, without the policies that come along with its own. The
 * way through the policies is put together once, and again when they change.
 */
export class LeanPipeline implements Pipeline {
  #entries: readonly Entry[];
  #ordered: PipelinePolicy[] | undefined;
  #way: { readonly httpClient: HttpClient; readonly send: SendRequest } | undefined;

  constructor(entries: readonly Entry[] = []) {
    this.#entries = entries;
  }

  addPolicy(policy: PipelinePolicy, options: AddPolicyOptions = {}): void {
    const { phase, afterPhase } = options;
    if (phase && afterPhase) throw new Error("A policy in a phase cannot have an afterPhase as well.");
    for (const name of [phase, afterPhase]) {
      if (name && !phases.includes(name)) throw new Error(`There is no phase named ${name}.`);
    }
    this.#change([...this.#entries, { policy, options }]);
  }

  removePolicy({ name, phase }: { name?: string; phase?: PipelinePhase }): PipelinePolicy[] {
    const isMeant = ({ policy, options }: Entry): boolean =>
      (name !== undefined && policy.name === name) || (phase !== undefined && options.phase === phase);
    const removed = this.#entries.filter(isMeant);
    this.#change(this.#entries.filter((entry) => !isMeant(entry)));
    return removed.map(({ policy }) => policy);
  }

  sendRequest(httpClient: HttpClient, request: PipelineRequest): Promise<PipelineResponse> {
    if (this.#way?.httpClient !== httpClient) {
      const send = this.getOrderedPolicies().reduceRight<SendRequest>(
        (next, policy) => (passing) => policy.sendRequest(passing, next),
        (passing) => httpClient.sendRequest(passing),
      );
      this.#way = { httpClient, send };
    }
    return this.#way.send(request);
  }

  getOrderedPolicies(): PipelinePolicy[] {
    return (this.#ordered ??= order(this.#entries));
  }

  clone(): Pipeline {
    return new LeanPipeline(this.#entries);
  }

  #change(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#ordered = undefined;
    this.#way = undefined;
  }
}

/**
 * Phase by phase, and within one in the order of adding, but for what has to wait for another policy or for the end of a
 * phase. The phases are gone through until each policy has its place.
 *
 * @throws Error for two policies of one name, and for such as wait for each other
 */
function order(entries: readonly Entry[]): PipelinePolicy[] {
  const steps = entries.map((entry): Step => ({ ...entry, after: [], isPlaced: false }));
  const byName = new Map(steps.map((step) => [step.policy.name, step]));
  // Of several policies of one name, the map has the last.
  const twice = steps.find((step) => byName.get(step.policy.name) !== step);
  if (twice !== undefined) throw new Error(`A pipeline cannot have two policies named "${twice.policy.name}".`);
  for (const step of steps) {
    for (const name of step.options.afterPolicies ?? []) step.after.push(byName.get(name));
    for (const name of step.options.beforePolicies ?? []) byName.get(name)?.after.push(step);
  }
  const ordered: PipelinePolicy[] = [];
  const begun = new Set<Phase>();
  const isOpen = (phase: Phase): boolean => steps.some(({ isPlaced, options }) => !isPlaced && options.phase === phase);
  const isReady = ({ options: { afterPhase }, after }: Step): boolean =>
    !(afterPhase && (!begun.has(afterPhase) || isOpen(afterPhase))) &&
    after.every((other) => other?.isPlaced !== false);
  const place = (phase: Phase): void => {
    begun.add(phase);
    for (const step of steps) {
      if (step.isPlaced || step.options.phase !== phase || !isReady(step)) continue;
      step.isPlaced = true;
      ordered.push(step.policy);
    }
  };
  const placeAll = (): void => {
    for (const phase of phases) {
      place(phase);
      if (phase === undefined) continue;
      if (isOpen(phase)) {
        // What is in no phase may be what the rest of this one waits for.
        if (!begun.has(undefined)) place(undefined);
        return;
      }
      if (steps.some(({ options }) => options.afterPhase === phase)) place(undefined);
    }
  };
  for (let round = 0; ordered.length < steps.length; round += 1) {
    const before = ordered.length;
    placeAll();
    if (ordered.length === before && round > 0) throw new Error("Policies of the pipeline wait for each other.");
  }
  return ordered;
}
