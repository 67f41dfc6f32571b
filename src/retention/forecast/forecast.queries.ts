import { addDays, type Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { inForce } from "../../records/policy";
import { conversionInto, reportingCurrency } from "../../value/currency/conversion";
import { definitionOn, type PublishedDefinition } from "../../value/definitions/definition.queries";
import type { FittedModels } from "../../value/models/calc/fitted-models";
import { fittedModels } from "../../value/models/models.queries";
import { repsOf, type Subject } from "../scorecards/subject";
import type { DueRenewal, SegmentDecisions } from "./calc/renewal-forecast";

/** What is due after a day and how such renewals went, as it is known on the day; in one currency at its rates. */
export interface ForecastFacts {
  readonly definition: PublishedDefinition;
  readonly currency: string;
  readonly due: readonly DueRenewal[];
  readonly history: readonly SegmentDecisions[];
  readonly models: FittedModels;
}

/**
 * @param days how far to look
 * @throws FX_RATE_MISSING
 */
export async function forecastFacts(context: Context, asOf: Day, days: number): Promise<ForecastFacts> {
  const definition = await definitionOn(context, asOf);
  const currency = await reportingCurrency(context, definition);
  const [{ of }, rows, history, models] = await Promise.all([
    conversionInto(context, currency, asOf),
    dueRenewals(context, asOf, addDays(asOf, days)),
    decisionsBefore(context, asOf, definition.graceDays),
    fittedModels(context, asOf),
  ]);
  const due = rows.map(([customerId, segment, dueOn, from, amount, renewedBefore]) => ({
    ...{ customerId, segment, dueOn, renewedBefore },
    valueMinor: of(minor(BigInt(amount)), from),
  }));
  return { definition, currency, due, history, models };
}

/**
 * A renewal is not due when its contract is not signed yet, was ended, or was replaced by one that goes on: the decision is
 * at the end of that one. What was decided after $1 is open.
 */
const DUE = `
  with recursive ${merged("$1::date")}
  select c.id::text, c.segment, r.due_on, r.currency, r.value_due_minor::text, (
    select count(*)::integer from renewal e
    where e.customer_id = r.customer_id and e.status = 'RENEWED' and e.closed_on <= $1::date and e.due_on < r.due_on
      and not exists (
        select from renewal lost
        where lost.customer_id = r.customer_id and lost.status = 'LOST' and lost.closed_on <= $1::date and lost.due_on >= e.due_on))
  from renewal r
  left join merged m on m.id = r.customer_id
  join customer c on c.id = coalesce(m.root_id, r.customer_id)
  left join contract k on k.id = r.contract_id
  where r.due_on >= $1::date and r.due_on < $2::date and (r.closed_on is null or r.closed_on > $1::date)
    and (k.id is null or (k.signed_on <= $1::date and (k.ended_on is null or k.ended_on > $1::date)
      and not exists (
        select from contract n where n.replaces_id = k.id and n.signed_on <= $1::date and n.starts_on < r.due_on)))
  order by r.due_on, r.id`;

type DueRow = [
  customer: string,
  segment: string | null,
  dueOn: Day,
  currency: string,
  amountMinor: string,
  renewedBefore: number,
];

async function dueRenewals({ database, signal }: Context, asOf: Day, end: Day): Promise<readonly DueRow[]> {
  const query = { text: DUE, values: [asOf, end], rowMode: "array" };
  return (await runCancellable<DueRow>(database.pool, query, signal)).rows;
}

/** A year holds every season once. */
const HISTORY_DAYS = 365;

const DECISIONS = `
  with recursive ${merged("$1::date")}
  select c.segment, count(*) filter (where r.status = 'RENEWED' and r.closed_on <= r.due_on + $3::integer)::integer as renewed,
    count(*)::integer as decided
  from renewal r
  left join merged m on m.id = r.customer_id
  join customer c on c.id = coalesce(m.root_id, r.customer_id)
  where r.due_on >= $2::date and r.due_on < $1::date and r.closed_on <= $1::date
  group by c.segment
  order by c.segment`;

/** What was due in the 365 days before a day and decided by then: renewed too late is not renewed. */
async function decisionsBefore(
  { database, signal }: Context,
  asOf: Day,
  graceDays: number,
): Promise<readonly SegmentDecisions[]> {
  const query = { text: DECISIONS, values: [asOf, addDays(asOf, -HISTORY_DAYS), graceDays] };
  return (await runCancellable<SegmentDecisions>(database.pool, query, signal)).rows;
}

const SERVED = `
  with recursive ${merged("$2::date")}
  select a.rep_id::text, array_agg(distinct coalesce(m.root_id, a.customer_id)::text)
  from assignment a left join merged m on m.id = a.customer_id
  where a.rep_id = any ($1::bigint[]) and ${inForce("a", "$2::date")} and ($3::text is null or a.role = $3::text)
  group by a.rep_id`;

/** Whose customers: a rep's own, those of everybody below it too, or a team's. */
export type BookOwner = Extract<Subject, { id: string }>;

/** The customers on whose account team one of the owner's reps is on a day, in a role or in any. */
export async function customersOf(
  context: Context,
  { kind, id }: BookOwner,
  asOf: Day,
  role: string | null,
): Promise<ReadonlySet<string>> {
  const reps = await batched(context, `repsOf ${kind} ${asOf}`, id, (ids) => repsOf(context, kind, ids, asOf));
  const served = await Promise.all(
    (reps ?? []).map((rep) =>
      batched(context, `customersServed ${asOf} ${role}`, rep, (keys) => customersServed(context, keys, asOf, role)),
    ),
  );
  return new Set(served.flatMap((customers) => customers ?? []));
}

async function customersServed(
  { database, signal }: Context,
  reps: readonly string[],
  asOf: Day,
  role: string | null,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const query = { text: SERVED, values: [reps, asOf, role], rowMode: "array" };
  return new Map((await runCancellable<[rep: string, customers: string[]]>(database.pool, query, signal)).rows);
}
