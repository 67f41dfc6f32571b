import { addDays, type Day } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import { type KnownRenewal, outcomeOf } from "../../../value/renewals/calc/due-renewal";

/** An alert that opened a play. */
export interface Alarm {
  readonly openedOn: Day;
  /** when the play was closed as played; null while it is not, and when it was cancelled */
  readonly playedOn: Day | null;
  /** of loss, as the alert told it; null where it was not learnt from the company's own history */
  readonly probability: number | null;
}

/** A customer that there was an alert about, as a day knows it. */
export interface Alarmed<Renewal extends KnownRenewal = KnownRenewal> {
  /** the first one first */
  readonly alarms: readonly Alarm[];
  /** what it decides: the ends of its terms, or by buying again */
  readonly decides:
    | { readonly by: "RENEWAL"; readonly renewals: readonly Renewal[] }
    | { readonly by: "PURCHASE"; readonly boughtOn: readonly Day[] };
}

/** A decision of a customer that there was an alert about in time. */
export interface Decision<Renewal extends KnownRenewal = KnownRenewal> {
  readonly decidedOn: Day;
  readonly saved: boolean;
  /** of loss, as the first alert in time with a calibrated one told it; null without such an alert */
  readonly probability: number | null;
  /** null where it was decided by buying, or not */
  readonly renewal: Renewal | null;
}

/** An alert later than that before the decision comes too late for anything to be done. Source: domain §4, *Save*. */
const ALERT_AHEAD_DAYS = 14;
/** A customer that buys order by order proves that it stays by buying within so many days of the alert. */
export const PROOF_DAYS = 90;

/**
 * The decisions that alerts were about, each once, however many alerts there were about it.
 *
 * A save is an alert at least 14 days before the decision, a play about it that was completed by then, and the proof: the
 * renewal within the grace of its due date, or a purchase within 90 days of the first alert in that silence. So neither an
 * alert without a play saves anybody, nor a play without an alert. What is not decided yet is left out, and so is a decision
 * that no alert preceded by 14 days. Source: domain §4, *Save*.
 */
export function decisionsOf<Renewal extends KnownRenewal>(
  { alarms, decides }: Alarmed<Renewal>,
  asOf: Day,
  graceDays: number,
): Decision<Renewal>[] {
  const decided =
    decides.by === "RENEWAL"
      ? byRenewal(alarms, decides.renewals, asOf, graceDays)
      : byPurchase(alarms, decides.boughtOn, asOf);
  return decided.flatMap(({ about, decidedOn, stayed, renewal }) => {
    const inTime = about.filter(({ openedOn }) => addDays(openedOn, ALERT_AHEAD_DAYS) <= decidedOn);
    if (inTime.length === 0) return [];
    const saved = stayed && inTime.some(({ playedOn }) => playedOn !== null && playedOn <= decidedOn);
    const probability = inTime.find((alarm) => alarm.probability !== null)?.probability ?? null;
    return [{ decidedOn, saved, probability, renewal }];
  });
}

interface Decided<Renewal> {
  readonly renewal: Renewal | null;
  readonly about: readonly Alarm[];
  readonly decidedOn: Day;
  readonly stayed: boolean;
}

/** Each alert is about the first renewal that was not decided before it. */
function byRenewal<Renewal extends KnownRenewal>(
  alarms: readonly Alarm[],
  renewals: readonly Renewal[],
  asOf: Day,
  graceDays: number,
): Decided<Renewal>[] {
  const byDue = [...renewals].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const decisionDay = ({ dueOn, closedOn }: KnownRenewal): Day => {
    const last = addDays(dueOn, graceDays);
    return closedOn !== null && closedOn < last ? closedOn : last;
  };
  return byDue.flatMap((renewal, index) => {
    const outcome = outcomeOf(renewal, asOf, graceDays);
    if (outcome === "UNDECIDED") return [];
    const about = alarms.filter(({ openedOn }) => byDue.findIndex((one) => decisionDay(one) >= openedOn) === index);
    return [{ renewal, about, decidedOn: decisionDay(renewal), stayed: outcome === "RENEWED" }];
  });
}

/** All alerts of one silence are about the purchase that ends it, or about none having come in time. */
function byPurchase(alarms: readonly Alarm[], boughtOn: readonly Day[], asOf: Day): Decided<never>[] {
  const silences = groupBy(alarms, ({ openedOn }) => boughtOn.find((day) => day > openedOn) ?? null);
  return [...silences].flatMap(([bought, about]): Decided<never>[] => {
    const limit = addDays(about[0]!.openedOn, PROOF_DAYS);
    if (bought !== null && bought <= limit) return [{ renewal: null, about, decidedOn: bought, stayed: true }];
    return asOf < limit ? [] : [{ renewal: null, about, decidedOn: limit, stayed: false }];
  });
}
