import type { Fraction } from "../calc/exact";
import type {
  CreditedEvent,
  CustomerFate,
  MeasureReading,
  PaidLine,
  PeriodInput,
  PersonInput,
  Pool,
  Quota,
  SoldPart,
} from "../calc/person";

/**
 * Text that is equal for equal inputs, in whatever order they were read: what a run rests on is told by its hash. Written
 * member by member, for a run has some millions of them.
 */
export function canonicalOf(person: PersonInput): string {
  const { repId, employeeNumber, leftOn, now, before, customers, paid, adjustments } = person;
  return JSON.stringify([
    ...[repId, employeeNumber, leftOn, ofPeriod(now), before.map(ofPeriod)],
    inOrder(customers.map(ofFate)),
    inOrder(paid.map(ofLine)),
    inOrder(
      adjustments.map(({ externalId, amount, currency, reason, earningCode }) => [
        externalId,
        `${amount}`,
        currency,
        reason,
        earningCode,
      ]),
    ),
  ]);
}

type Text = string | number | boolean | null | readonly Text[];
/** A row begins with what it is told apart by. */
type Row = readonly Text[];

function ofPeriod({ period, year, leaveDays, ...lists }: PeriodInput): Row {
  return [
    ...[period.start, period.end, year.start, year.end, leaveDays],
    inOrder(
      lists.enrolments.map(({ plan, startsOn, endsOn, role, target, targetPer, since, until }) => [
        ...[plan, startsOn, endsOn, role, `${target}`, targetPer, since, until],
      ]),
    ),
    inOrder(lists.measures.map(ofReading)),
    inOrder(lists.quotas.map(ofQuota)),
    inOrder(lists.events.map(ofEvent)),
    inOrder(lists.earlierEvents.map(ofEvent)),
    inOrder(lists.pools.map(ofPool)),
  ];
}

const ofReading = ({ plan, measure, scope, value, definition, provisional }: MeasureReading): Row => [
  ...[plan, measure, scope, value === null ? null : ofFraction(value), definition, provisional],
];

const ofQuota = ({ plan, measure, scope, over, goal, prorated }: Quota): Row => [
  ...[plan, measure, scope, over, ofFraction(goal), prorated],
];

const ofFraction = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;

const ofEvent = (event: CreditedEvent): Row => [
  ...[
    event.id,
    event.kind,
    event.role,
    event.currency,
    event.sold && event.sold.map(ofPart),
    event.creditedOn,
    event.customer,
  ],
  ...[event.reverses, event.servedFrom, event.share, `${event.value}`],
  event.profit === null ? null : `${event.profit}`,
  event.original === null ? null : [`${event.original.value}`, event.original.currency, event.original.rate],
];

const ofPart = ({ product, series, value, profit }: SoldPart): Row => [
  ...[product, series, `${value}`, profit === null ? null : `${profit}`],
];

/** All who share a pool share its row. */
const rowsOfPools = new WeakMap<Pool, Row>();

function ofPool(pool: Pool): Row {
  const row = rowsOfPools.get(pool) ?? rowOfPool(pool);
  rowsOfPools.set(pool, row);
  return row;
}

const rowOfPool = ({ plan, component, team, under, measures, quotas, members }: Pool): Row => [
  ...[plan, component, team, under.days, under.of],
  inOrder(measures.map(ofReading)),
  inOrder(quotas.map(ofQuota)),
  inOrder(
    members.map(({ repId, externalId, spans }) => [
      ...[repId, externalId],
      inOrder(spans.map(({ target, targetPer, days, leaveDays }) => [`${target}`, targetPer, days, leaveDays])),
    ]),
  ),
];

const ofFate = ({ customer, renewedOn, purchasedOn, lostOn }: CustomerFate): Row => [
  ...[customer, renewedOn, purchasedOn, lostOn],
];

const ofLine = ({
  id,
  paidIn,
  plan,
  component,
  of,
  forPeriod,
  credit,
  earningCode,
  amount,
  currency,
}: PaidLine): Row => [
  ...[id, paidIn.start, plan, component, of, forPeriod.start, credit, earningCode, `${amount}`, currency],
];

/** Rows in the order of their text. */
function inOrder(rows: readonly Row[]): readonly Text[] {
  if (rows.length < 2) return rows;
  const texts = rows.map((row) => JSON.stringify(row));
  return texts.sort();
}
