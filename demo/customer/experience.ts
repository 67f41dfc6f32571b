import { championLeaves, championLoss } from "../causes/champion-loss";
import type { CauseName } from "../causes/causes";
import { failure, issues, type Issue } from "../causes/failure";
import { neglect, quietSteps, touches } from "../causes/neglect";
import { pricePressure } from "../causes/price";
import { repChange } from "../causes/rep-change";
import { requests, slowAnswers, type Request } from "../causes/slow-answers";
import { unobserved } from "../causes/unobserved";
import type { DayNumber } from "../days";
import { courseOf, type Course, type Life } from "./life";

/** What a customer goes through as long as it stays: what happens, and what that does to it. */
export interface Experience {
  readonly touches: readonly DayNumber[];
  readonly requests: readonly Request[];
  readonly issues: readonly Issue[];
  /** FOREVER when the champion stays, null when there is none */
  readonly championLeftOn: DayNumber | null;
  readonly competitor: string;
  readonly causes: Readonly<Record<CauseName, Course>>;
  /** the decoy */
  readonly slowAnswers: Course;
  /** what surveys, moods and amounts show of the causes, without delay; a symptom, never a cause */
  readonly displeasure: Course;
}

/** How much each cause shows before it works. */
const SHOWS: Readonly<Record<CauseName, number>> = {
  NEGLECT: 0.35,
  FAILURE: 0.6,
  PRICE: 0.35,
  CHAMPION_LOSS: 0.15,
  REP_CHANGE: 0.15,
  UNOBSERVED: 0,
};

export function experienceOf(life: Life): Experience {
  const quiet = quietSteps(life);
  const [contacts, opened] = [touches(life, quiet), issues(life)];
  const failed = failure(life, opened);
  const asked = requests(life, quiet, failed);
  const championLeftOn = championLeaves(life);
  const price = pricePressure(life);
  const answered = asked.flatMap(({ day, hours }) => (hours === null ? [] : [day + Math.floor(hours / 24) + 1]));
  const causes: Experience["causes"] = {
    NEGLECT: neglect(
      life,
      [...contacts, ...answered].sort((one, other) => one - other),
    ),
    FAILURE: failed,
    PRICE: price.course,
    CHAMPION_LOSS: championLoss(life, championLeftOn),
    REP_CHANGE: repChange(life),
    UNOBSERVED: unobserved(life),
  };
  return {
    ...{ touches: contacts, requests: asked, issues: opened, championLeftOn, competitor: price.competitor, causes },
    slowAnswers: slowAnswers(life, asked),
    displeasure: courseOf(life, (_, step) => displeasureAt(causes, step)),
  };
}

function displeasureAt(causes: Experience["causes"], step: number): number {
  let pleased = 1;
  for (const name of Object.keys(SHOWS) as CauseName[]) pleased *= 1 - SHOWS[name] * (causes[name][step] as number);
  return 1 - pleased;
}
