import { Refusal } from '../domain/refusal.ts';
import type { FlowName, JourneyOf, Journeys } from '../ports/journeys.ts';

/**
 * The steps of one flow over its stored journeys. A step reads once (`at`), does slow work (hashes, registries) without
 * a lock, and ends with `advance`, which checks under lock that it still is the current step.
 */
export interface FlowSteps<S extends { readonly id: string }, Step extends string> {
  readonly journeys: Journeys<S>;
  /** The current step. */
  next(journey: S): Step;
  /** The journey at this step, without a lock. Throws `flow-expired` and `flow-step` as `advance` does. */
  at(of: JourneyOf<S>, step: Step): Promise<S>;
  /**
   * Applies `edit` to the journey and returns it as it is then: lock, check, edit and write are one transaction with
   * one read. Throws `flow-expired` where it expired or is another browser's, `flow-step` where another step is the
   * current one.
   */
  advance(of: JourneyOf<S>, step: Step, edit: (latest: S) => S | Promise<S>): Promise<S>;
}

/** The steps of a flow; `next` derives the current step from what is known of a journey. */
export function flowSteps<S extends { readonly id: string }, Step extends string>(
  flow: FlowName,
  journeys: Journeys<S>,
  next: (journey: S) => Step,
): FlowSteps<S, Step> {
  const assertTurn = (journey: S | undefined, step: Step): S => {
    if (!journey) throw expired(flow);
    if (next(journey) !== step) throw new Refusal('flow-step');
    return journey;
  };
  return {
    journeys,
    next,
    at: async (of, step) => assertTurn(of.found ?? (await journeys.find(of.id, of.browser)), step),
    async advance({ id, browser }, step, edit) {
      const after = await journeys.change(id, browser, (latest) => edit(assertTurn(latest, step)));
      if (!after) throw expired(flow);
      return after;
    },
  };
}

/** The refusal of a journey that expired, belongs to another browser, or whose account changed; worded for its flow. */
export const expired = (flow: FlowName): Refusal => new Refusal('flow-expired', { flow });
