import { addMonths, FOREVER, type DayNumber } from "../days";
import { decisionOn, type Decision } from "../hazard";
import type { Random, Weighted } from "../random";
import { HORIZON_STEPS, STEP_DAYS, STEPS } from "../timeline";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";

export interface Contract {
  readonly id: string;
  readonly signedOn: DayNumber;
  readonly startsOn: DayNumber;
  /** the first day not covered: the renewal's due date */
  readonly endsOn: DayNumber;
  /** minor units a year */
  readonly value: number;
  /** the contract that this one amends */
  readonly replaces: Contract | null;
}

/** One term: the contract it began with or its amendment, and how it ends. */
export interface Term {
  readonly startsOn: DayNumber;
  readonly contract: Contract;
  /** null when the end lies beyond any forecast */
  readonly decision: Decision | null;
  /** the draw; nobody knows of it before `closedOn` */
  readonly lost: boolean;
  readonly closedOn: DayNumber;
  /** the day within the term on which the customer goes out of business, or FOREVER */
  readonly insolventOn: DayNumber;
  /** the renewed contract; null when there is none by the last day */
  readonly next: Contract | null;
}

const MONTHS: Weighted<number> = [
  [12, 60],
  [24, 28],
  [36, 12],
];
const AMENDED = 0.2;
/** Per step, whatever anybody does: the customer itself ends in the middle of a term. */
export const INSOLVENT_PER_STEP = 0.0008;
const EARLIEST_DAYS = 75;
const LATEST_DAYS = 35;

/** Term after term until the customer leaves, goes out of business, or the last day is reached. */
export function termsOf(life: Life, experience: Experience): Term[] {
  const random = streamOf(life, "contracts");
  const insolventOn = insolvency(life, random);
  const terms: Term[] = [];
  let contract: Contract | null = firstContract(life, random);
  while (contract) {
    const term = live(life, experience, contract, insolventOn, random);
    terms.push(term);
    contract = term.next;
  }
  return terms;
}

function firstContract({ profile, world, from }: Life, random: Random): Contract {
  const months = random.weighted(MONTHS);
  let startsOn = profile.acquiredOn ?? from;
  while (addMonths(startsOn, months) <= world.timeline.start) startsOn = addMonths(startsOn, months);
  const signedOn = startsOn - random.whole(0, 20);
  const value = profile.yearlyValue;
  return { id: `${profile.id}-K1`, signedOn, startsOn, endsOn: addMonths(startsOn, months), value, replaces: null };
}

function live(life: Life, experience: Experience, signed: Contract, fails: DayNumber, random: Random): Term {
  const { until } = life.world.timeline;
  const insolventOn = signed.startsOn < fails && fails < signed.endsOn ? fails : FOREVER;
  const contract = amended(life, signed, Math.min(insolventOn, until), random);
  const draw = decide(life, experience, contract, random);
  const renewed = !draw.lost && draw.closedOn <= until && insolventOn > until;
  const next = renewed ? renewal(contract, draw.closedOn, experience, draw.decision, random) : null;
  return { startsOn: signed.startsOn, contract, insolventOn, next, ...draw };
}

/** Some customers grow in the middle of a term: a new contract to the same end replaces the old. */
function amended(life: Life, contract: Contract, before: DayNumber, random: Random): Contract {
  const [low, high] = [Math.max(contract.startsOn, life.from) + 60, contract.endsOn - 120];
  if (!random.chance(AMENDED) || low > high) return contract;
  const day = random.whole(low, high);
  if (day >= before) return contract;
  const value = Math.round(contract.value * random.within(1.05, 1.3));
  return { ...contract, id: following(contract), signedOn: day, startsOn: day, value, replaces: contract };
}

/** The day on which it is closed hangs on the mood, never on how it is decided: an open renewal tells nothing. */
function decide(life: Life, { causes, displeasure }: Experience, { endsOn }: Contract, random: Random) {
  if (endsOn > life.world.timeline.until + HORIZON_STEPS * STEP_DAYS)
    return { decision: null, lost: false, closedOn: FOREVER };
  const decision = decisionOn(life, causes, "RENEWAL", endsOn);
  const mood = displeasure[decision.restsOn] as number;
  const early = random.chance(0.45 - 0.3 * mood);
  const late = random.chance(0.25 + 0.5 * mood);
  const days = early ? -random.whole(6, EARLIEST_DAYS) : late ? random.whole(1, LATEST_DAYS) : 0;
  return { decision, lost: random.chance(decision.probability), closedOn: endsOn + days };
}

/** The displeased renew for less; a late signature leaves a gap. */
function renewal(
  contract: Contract,
  closedOn: DayNumber,
  { displeasure }: Experience,
  decision: Decision | null,
  random: Random,
): Contract {
  const mood = displeasure[decision?.restsOn ?? 0] as number;
  const change = Math.max(0.4, 1.04 + 0.07 * random.normal() - 0.5 * mood * random.uniform());
  const startsOn = Math.max(contract.endsOn, closedOn);
  const endsOn = addMonths(startsOn, random.weighted(MONTHS));
  const value = Math.round(contract.value * change);
  return { id: following(contract), signedOn: closedOn, startsOn, endsOn, value, replaces: null };
}

function following({ id }: Contract): string {
  const at = id.lastIndexOf("K") + 1;
  return id.slice(0, at) + (Number(id.slice(at)) + 1);
}

function insolvency({ firstStep, world }: Life, random: Random): DayNumber {
  for (let step = firstStep; step < STEPS; step++)
    if (random.chance(INSOLVENT_PER_STEP)) return world.timeline.firstDay(step) + random.whole(0, STEP_DAYS - 1);
  return FOREVER;
}
