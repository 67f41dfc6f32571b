import type { NewRiskFit } from "../../src/risk/probability/calc/risk-fit";
import type { SignalCode } from "../../src/risk/signals/calc/signal-code";
import type { Told } from "./company";
import { CAUSES, type Cause } from "./truth";

/** What each cause is called, and by which signals it can be seen. */
const SEEN_BY: Readonly<Record<Cause, readonly [name: string, ...signals: SignalCode[]]>> = {
  NEGLECT: ["neglect", "ATTENTION_GAP"],
  FAILURE: ["failure", "OPEN_COMPLAINTS", "TECHNOLOGY_FAILURES", "STAFFING_PROBLEMS", "EXPECTATIONS_MISSED"],
  PRICE: ["price", "COMPETITOR_MENTIONED", "DISCOUNT_DEPENDENCE", "MARGIN_EROSION"],
  CHAMPION_LOSS: ["champion's leaving", "CHAMPION_LEFT"],
  REP_CHANGE: ["change of rep", "HANDOVERS"],
};
/** It shows where there is neglect or failure, and causes nothing. */
const DECOY: SignalCode = "SLOW_ANSWERS";

/** A cause works in a customer whose next decision rests on it by half of its degree or more. */
const AT_WORK = 0.5;

interface Rank {
  readonly cause: string;
  readonly customers: number;
  /** of them, whose drivers have one of the cause before the decoy, and the decoy before all of the cause */
  readonly above: number;
  readonly below: number;
}

/** Of the customers in which each cause works: whether their drivers put it above the decoy. */
export const ranksOfCauses = (told: readonly Told[]): Rank[] =>
  CAUSES.map((cause) => {
    const [name, ...signals] = SEEN_BY[cause];
    const ahead = told
      .filter(({ degrees }) => (degrees?.[cause] ?? 0) >= AT_WORK)
      .map((one) => Math.max(...signals.map((signal) => pointsOf(one, [signal]))) - pointsOf(one, [DECOY]));
    const share = (is: (points: number) => boolean): number => ahead.filter(is).length / ahead.length;
    return {
      ...{ cause: name, customers: ahead.length },
      ...{ above: share((points) => points > 0), below: share((points) => points < 0) },
    };
  });

/** How much of a customer counts as lost: 1 or 0 by what became of it, or its true probability. */
export const LOST = {
  "by what became of customers": ({ lost }: Told) => Number(lost),
  "by their true probabilities": ({ trueProbability }: Told) => trueProbability,
} as const;

interface Excess {
  readonly cause: string;
  /** the mean points of the lost, less those of the others */
  readonly points: number;
  /** the most that was learnt of one of its signals, in log odds per standard deviation */
  readonly learnt: number;
}

/**
 * By how many points drivers tell those who are lost from those who stay, cause by cause, and then of the decoy. About a hundred
 * customers are lost in the time that is looked at, so that chance moves the rarer causes: the true probabilities ask the same of
 * everybody, without the luck of who left.
 */
export const excessOfTheLost = (
  told: readonly Told[],
  fits: readonly NewRiskFit[],
  lost: (one: Told) => number,
): Excess[] =>
  [...CAUSES.map((cause) => SEEN_BY[cause]), ["the decoy", DECOY] as const].map(([cause, ...signals]) => ({
    ...{ cause, points: pointsApart(told, signals, lost), learnt: learnt(fits, signals) },
  }));

/** Each customer counts in both means, in shares. */
function pointsApart(told: readonly Told[], codes: readonly SignalCode[], lost: (one: Told) => number): number {
  const mean = (share: (one: Told) => number): number => {
    const points = told.reduce((sum, one) => sum + share(one) * pointsOf(one, codes), 0);
    return points / told.reduce((sum, one) => sum + share(one), 0);
  };
  return mean(lost) - mean((one) => 1 - lost(one));
}

const pointsOf = ({ drivers }: Told, codes: readonly SignalCode[]): number =>
  drivers.reduce((sum, { signal, points }) => (codes.includes(signal) ? sum + points : sum), 0);

const learnt = (fits: readonly NewRiskFit[], codes: readonly string[]): number =>
  Math.max(
    0,
    ...fits
      .flatMap(({ model }) => model?.terms ?? [])
      .map(({ name, coefficient, deviation }) => (codes.includes(name) ? coefficient * deviation : 0)),
  );
