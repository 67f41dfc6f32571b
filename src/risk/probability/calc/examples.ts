import { addDays, type Day } from "../../../kernel/calendar";
import type { Minor } from "../../../kernel/money";
import type { PurchaseHistory } from "../../../value/models/calc/bg-nbd";
import type { Heard } from "../../assessments/calc/assessment";
import type { LossDay } from "./alarms";
import type { Readings } from "./probability-model";
import { buysNothing, type Circumstances, type Reading, readingsOf } from "./readings";
import type { BaselineName, Slice, StudyExample } from "./validation";

/** What an example is made of. */
export interface SeenCustomer {
  readonly facts: Circumstances & {
    readonly customerId: string;
    readonly attention: { readonly daysSinceTalk: number } | null;
  };
  readonly annualValueMinor: Minor;
  readonly heard: readonly Heard[];
  readonly score: number;
  readonly history: PurchaseHistory | null;
  readonly boughtAfter: boolean;
}

/** @param lost the customers under contract that were lost within the horizon after the day */
export function exampleOf(on: Day, seen: SeenCustomer, reading: Reading, lost: ReadonlySet<string>): StudyExample {
  const { facts, heard, history, score, boughtAfter } = seen;
  const { customerId, relationship, rhythm, attention } = facts;
  const readings = readingsOf(heard, facts, history, reading);
  const buys = relationship === "REPEAT_PURCHASE";
  const silent = buys ? (rhythm?.daysSilent ?? null) : (attention?.daysSinceTalk ?? null);
  const baselines: Partial<Record<BaselineName, number | null>> = {
    ...{ WEIGHTS: score / 100, RECENCY: silent },
    ...(history && reading.buying ? { BUYING_MODEL: buysNothing(reading.buying, history, reading.horizonDays) } : {}),
  };
  return {
    ...{ customerId, on, readings, baselines: baselines as Readings },
    lost: buys ? !boughtAfter : lost.has(customerId),
  };
}

/** Of these losses, who was lost within so many days after one. */
export const lostAfter = (on: Day, horizonDays: number, losses: readonly LossDay[]): ReadonlySet<string> =>
  new Set(
    losses
      .filter(({ lostOn }) => lostOn > on && lostOn <= addDays(on, horizonDays))
      .map(({ customerId }) => customerId),
  );

/** Who was lost, each once however often it was looked at before. */
export const lostAmong = (examples: readonly StudyExample[]): number =>
  new Set(examples.filter(({ lost }) => lost).map(({ customerId }) => customerId)).size;

/** @param days that were looked at, rising, not empty */
export const sliceOf = (days: readonly Day[], examples: readonly StudyExample[], horizonDays: number): Slice => ({
  ...{ startsOn: days[0]!, endsOn: addDays(days.at(-1)!, horizonDays), days: days.length },
  ...{ customers: examples.length, losses: lostAmong(examples) },
});
