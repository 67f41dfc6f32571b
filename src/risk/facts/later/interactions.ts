import type { Day, Period } from "../../../kernel/calendar";
import type { MoneyFact } from "../../../value/customer-value/calc/money-facts";
import type { Asked, Felt, Rated, Rows } from "../found";
import type { Known } from "../known";
import { DAYS } from "../windows";
import { greatest, type One, withMoney } from "./combine";

/** A contact with a customer, by days. */
export interface Interaction {
  readonly customerId: string;
  readonly on: Day;
  readonly daysAgo: number;
  readonly isExchange: boolean;
  readonly isAboutRenewal: boolean;
  readonly sentiment: number | null;
  readonly expectation: "MISSED" | "MET" | "EXCEEDED" | null;
  /** null: nothing was asked */
  readonly askedOn: Day | null;
  /** below 0: later than asOf */
  readonly askedDaysAgo: number | null;
  /** until it was answered; null where it was not, up to asOf */
  readonly seconds: number | null;
  readonly namesCompetitor: boolean;
  /** minor units, as text */
  readonly cost: string | null;
  readonly currency: string | null;
}

/** What is known of a customer with one account, and what was said later than all that was read: as if both were read at once. */
export function withInteractions(known: Known, interactions: readonly Interaction[], { start }: Period): Known {
  if (interactions.length === 0) return known;
  const { talk, mood, competitor } = known.rows;
  const rows = {
    ...known.rows,
    talk: interactions.reduce(talkWith, talk),
    mood: interactions.reduce(moodWith, mood),
    competitor: interactions.reduce(competitorWith, competitor),
  };
  const amounts = interactions.filter(({ on }) => on >= start).map((one) => moneyOf(one, known.wonOn));
  return { ...known, rows, money: amounts.reduce(withMoney, known.money) };
}

function talkWith([known]: One<Rows["talk"]>, { on, daysAgo, isExchange }: Interaction): One<Rows["talk"]> {
  const [to, lastOn, since] = known ?? [on, null, null];
  return isExchange
    ? [[greatest(to, on), greatest(lastOn, on), Math.min(since ?? daysAgo, daysAgo)]]
    : [[greatest(to, on), lastOn, since]];
}

function competitorWith(
  known: One<Rows["competitor"]>,
  { on, daysAgo, namesCompetitor }: Interaction,
): One<Rows["competitor"]> {
  if (!namesCompetitor || daysAgo >= DAYS.competitor) return known;
  const [before] = known[0] ?? [on];
  return [[greatest(before, on)]];
}

const NOTHING_SAID: Rows["mood"] = [null, 0, null, 0, null, 0, 0, null, null, 0, null, null];

function moodWith(known: One<Rows["mood"]>, said: Interaction): One<Rows["mood"]> {
  const { daysAgo, sentiment, expectation, askedOn, isAboutRenewal } = said;
  const isTold = sentiment !== null || expectation !== null || askedOn !== null || isAboutRenewal;
  if (!isTold || daysAgo >= DAYS.said) return known;
  const row = known[0] ?? NOTHING_SAID;
  const sinceRenewalTalk = row[11];
  return [
    [
      ...feltWith(row.slice(0, 5) as Felt, said),
      ...ratedWith(row.slice(5, 8) as Rated, said),
      ...askedWith(row.slice(8, 11) as Asked, said),
      isAboutRenewal ? Math.min(sinceRenewalTalk ?? daysAgo, daysAgo) : sinceRenewalTalk,
    ],
  ];
}

function feltWith(known: Felt, { on, daysAgo, sentiment }: Interaction): Felt {
  if (sentiment === null) return known;
  const [recent, answers, before, answersBefore, feltOn] = known;
  return daysAgo < DAYS.mood
    ? [(recent ?? 0) + sentiment, answers + 1, before, answersBefore, greatest(feltOn, on)]
    : [recent, answers, (before ?? 0) + sentiment, answersBefore + 1, greatest(feltOn, on)];
}

function ratedWith(known: Rated, { on, daysAgo, expectation }: Interaction): Rated {
  if (expectation === null || daysAgo >= DAYS.rated) return known;
  const [missed, rated, ratedOn] = known;
  return [missed + (expectation === "MISSED" ? 1 : 0), rated + 1, greatest(ratedOn, on)];
}

function askedWith(known: Asked, { askedOn: on, askedDaysAgo, seconds: more }: Interaction): Asked {
  if (on === null || askedDaysAgo === null || askedDaysAgo < 0 || askedDaysAgo >= DAYS.asked) return known;
  const [seconds, unanswered, askedOn] = known;
  const last = greatest(askedOn, on);
  return more === null ? [seconds, unanswered + 1, last] : [[...(seconds ?? []), more], unanswered, last];
}

/** Of winning a customer, until it was won. */
const moneyOf = ({ on, currency, cost }: Interaction, wonOn: Day | null): MoneyFact => ({
  kind: wonOn !== null && on >= wonOn ? "SERVICE" : "WINNING",
  currency,
  amount: cost,
  count: 1,
  unknown: cost === null ? 1 : 0,
});
