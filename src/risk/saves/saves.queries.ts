import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { aboutCustomers, type Asked } from "../../value/about-customers.queries";
import type { KnownRenewal } from "../../value/renewals/calc/due-renewal";
import { isPurchase } from "../../value/won.queries";
import { type Alarm, type Decision, decisionsOf, PROOF_DAYS } from "./calc/save";

/** Of one customer: what it decided after an alert in time, and how often it stayed because of a play. */
export interface Saves {
  readonly decided: number;
  readonly saved: number;
  /** of each decision whose alert told a calibrated probability of loss, that probability */
  readonly foretold: readonly number[];
}

/** A renewal by its key. */
interface KeyedRenewal extends KnownRenewal {
  readonly id: string;
}

type Row = [
  customer: string,
  underContract: boolean,
  alarms: Alarm[],
  renewals: KeyedRenewal[] | null,
  boughtOn: Day[] | null,
];

/** Whether a rep may be paid for what comes of an alert of a day: it serves the customer then, or while that decides. */
const serves = (rep: Sql, since: Sql): Sql => `exists (
  select from assignment held where held.rep_id = ${rep} and held.customer_id in (p.customer_id, s.root_id)
    and held.starts_on <= least($1::date, ${since} + ${PROOF_DAYS}) and (held.ends_on is null or held.ends_on > ${since}))`;

const rank = (band: Sql): Sql => `array_position(array['HEALTHY', 'WATCH', 'AT_RISK', 'CRITICAL'], ${band})`;

/** The band of an assessment without what does not pay: overrides, and the review of a rep who serves the customer. */
const BAND_THAT_PAYS = `coalesce(
  case when ${serves("w.reviewer_id", "w.as_of")} then w.band_without_review end, w.band_without, w.band)`;

/**
 * Nobody raises the alert that it is paid for: one that rests on an override, or on a review by a rep who serves the
 * customer, counts from the day on, if any, on which the other signals say as much while its play is open: they reach the
 * band that the playbook asks for, or the one that a sign opened the play in.
 */
const ALARM = `
  alarm as (
    select s.root_id, since.day as opened_on,
      case when p.closed_on <= $1::date and p.outcome <> 'NOT_NEEDED' then p.closed_on end as played_on,
      case when a.calibrated then a.probability end as probability
    from play p join scope s on s.id = p.customer_id
    cross join lateral (
      select case
        when not p.rests_on_override and not ${serves("p.rests_on_reviewer_id", "p.opened_on")} then p.opened_on
        else (
          select min(w.as_of) from risk_assessment w join playbook b on b.id = p.playbook_id
          where w.customer_id in (p.customer_id, s.root_id) and w.as_of >= p.opened_on
            and w.as_of <= least($1::date, p.closed_on) and ${rank(BAND_THAT_PAYS)} >= ${rank("coalesce(b.from_band, p.band)")})
        end as day
    ) since
    left join risk_assessment a on a.customer_id = p.customer_id and a.as_of = since.day
    where p.band is not null and p.opened_on <= $1::date and since.day is not null
  )`;

/** $2: the grace. */
const alarmed = aboutCustomers<Row>(
  "$3::bigint[]",
  (common) => `
  ${common}, ${ALARM},
  alarmed as (
    select root_id, min(opened_on) as since,
      json_agg(json_build_object('openedOn', opened_on, 'playedOn', played_on, 'probability', probability)
        order by opened_on, probability) as alarms
    from alarm group by root_id
  ),
  due as (
    select a.root_id, json_agg(json_build_object('id', r.id::text, 'dueOn', r.due_on,
        'closedOn', case when r.closed_on <= $1::date then r.closed_on end,
        'isRenewed', r.status = 'RENEWED' and r.closed_on <= $1::date) order by r.due_on, r.id) as renewals
    from alarmed a join scope s on s.root_id = a.root_id
    join renewal r on r.customer_id = s.id and r.due_on + $2::integer >= a.since
    group by a.root_id
  ),
  bought as (
    select a.root_id, array_agg(distinct p.purchased_on::text order by p.purchased_on::text) as bought_on
    from alarmed a join scope s on s.root_id = a.root_id
    join purchase p on p.customer_id = s.id and p.purchased_on > a.since and p.purchased_on <= $1::date
    where ${isPurchase("p", "$1::date")}
    group by a.root_id
  )
  select a.root_id, c.relationship = 'CONTRACT', a.alarms, due.renewals, bought.bought_on
  from alarmed a join customer c on c.id = a.root_id
  left join due on due.root_id = a.root_id left join bought on bought.root_id = a.root_id`,
);

/** What a customer decided in a period after an alert about it. */
export interface CustomerDecision extends Decision<KeyedRenewal> {
  readonly customerId: string;
}

/**
 * What customers decided in a period after an alert about them.
 *
 * @param customers only these; everybody when null
 */
export async function decisionsIn(
  context: Context,
  { period, asOf }: Asked,
  graceDays: number,
  customers: readonly string[] | null,
): Promise<CustomerDecision[]> {
  const rows = await alarmed(context, [asOf, graceDays], customers);
  return rows.flatMap(([customerId, underContract, alarms, renewals, boughtOn]) => {
    const decides = underContract
      ? ({ by: "RENEWAL", renewals: renewals ?? [] } as const)
      : ({ by: "PURCHASE", boughtOn: boughtOn ?? [] } as const);
    return decisionsOf({ alarms, decides }, asOf, graceDays)
      .filter(({ decidedOn }) => period.start <= decidedOn && decidedOn < period.end)
      .map((decision) => ({ customerId, ...decision }));
  });
}

/** How often customers decided in a period after an alert about them, and how often they were saved. */
export async function savesOf(
  context: Context,
  asked: Asked,
  graceDays: number,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Saves>> {
  const decisions = await decisionsIn(context, asked, graceDays, customers);
  const byCustomer = groupBy(decisions, ({ customerId }) => customerId);
  return new Map(
    Array.from(byCustomer, ([customer, decided]) => [
      customer,
      {
        ...{ decided: decided.length, saved: decided.filter(({ saved }) => saved).length },
        foretold: decided.flatMap(({ probability }) => (probability === null ? [] : [probability])),
      },
    ]),
  );
}
