import type { Day, Period } from "../../../kernel/calendar";
import { minor, type Minor } from "../../../kernel/money";
import { fetchTables } from "../../../platform/database/columns";
import type { Context } from "../../../platform/graphql/context";
import type { Sql } from "../../../platform/plan/record";
import { merged } from "../../../records/customers/merged.queries";
import { countedOf } from "../../../value/won.queries";
import type { Decision, History, Term } from "./calc/contract-history";

/** Which facts are read. */
export interface FactsAsked {
  /** as far as it has happened by `asOf` */
  readonly period: Period;
  readonly asOf: Day;
  /** rows first recorded after it are left out; null for all of them. What was changed in a row since is not told apart. */
  readonly recordedAt: Date | null;
  /** only these, with those merged into them; everybody when null */
  readonly customers: readonly string[] | null;
}

/**
 * $1: asOf, $2 and $3: the period, $4: recordedAt, $5: the customers. A customer of whose contracts or renewals one was
 * signed, ended or closed in the period is read whole: what a contract is to those before it does not follow from itself.
 */
const histories = (customers: Sql | null): Sql => `
  with recursive ${merged("$1::date")}, ${countedOf(customers)},
  touched as (
    select distinct s.root_id from scope s join (
      select customer_id from contract where signed_on >= $2::date and signed_on < $3::date
      union all select customer_id from contract where ended_on >= $2::date and ended_on < $3::date
      union all select customer_id from renewal where closed_on >= $2::date and closed_on < $3::date
    ) fact on fact.customer_id = s.id
  ),
  account as (select s.id, s.root_id from scope s join touched t on t.root_id = s.root_id),
  term as (
    select a.root_id::text as customer, k.id::text, k.external_id, a.id::text as account, k.signed_on, k.starts_on, k.ends_on,
      case when k.ended_on <= $1::date then k.ended_on end as ended_on, k.replaces_id::text, k.annual_value_minor::text as value,
      k.currency
    from account a join contract k on k.customer_id = a.id
    where k.signed_on <= $1::date and k.recorded_at <= coalesce($4::timestamptz, 'infinity')
  ),
  decision as (
    select a.root_id::text as customer, r.id::text, r.external_id, a.id::text as account, r.contract_id::text as contract,
      r.due_on, closed.on_day as closed_on, r.status, r.value_due_minor::text as due,
      coalesce(r.value_renewed_minor, 0)::text as renewed,
      case when closed.on_day is not null then r.renewed_by_id::text end as renewed_by, r.currency
    from account a join renewal r on r.customer_id = a.id
    cross join lateral (select case when r.closed_on <= $1::date then r.closed_on end as on_day) closed
    where r.recorded_at <= coalesce($4::timestamptz, 'infinity')
  )`;

const OF_ALL = histories(null);
const OF_SOME = histories("$5::bigint[]");

const TABLES = {
  term: [
    ...["customer", "id", "external_id", "account", "signed_on", "starts_on", "ends_on", "ended_on"],
    ...["replaces_id", "value", "currency"],
  ],
  decision: [
    ...["customer", "id", "external_id", "account", "contract", "due_on", "closed_on", "status", "due", "renewed"],
    ...["renewed_by", "currency"],
  ],
};
type Ids = string[];
type Maybe<Value> = (Value | null)[];
type Terms = [
  ...[Ids, Ids, Ids, Ids, signed: Day[], starts: Day[]],
  ...[ends: Maybe<Day>, ended: Maybe<Day>],
  ...Worth,
];
type Worth = [of: Maybe<string>, values: string[], currencies: string[]];
type Decisions = [
  ...[Ids, Ids, Ids, Ids, contracts: Maybe<string>, due: Day[], closed: Maybe<Day>, as: ("RENEWED" | "LOST")[]],
  ...[due: string[], renewed: string[], by: Maybe<string>, currencies: string[]],
];

/** The contracts and renewals of every customer of whom something was signed, ended or closed in a period. */
export async function contractHistories(
  { database, signal }: Context,
  { period, asOf, recordedAt, customers }: FactsAsked,
): Promise<History[]> {
  const days = [asOf, period.start, period.end, recordedAt];
  const query =
    customers === null
      ? { text: OF_ALL, values: days, tables: TABLES }
      : { text: OF_SOME, values: [...days, customers], tables: TABLES };
  const { term, decision } = await fetchTables(database.pool, query, signal);
  const found = new Map<string, { customerId: string; terms: Term[]; decisions: Decision[] }>();
  const historyOf = (customerId: string) => {
    const known = found.get(customerId);
    if (known) return known;
    const history = { customerId, terms: [], decisions: [] };
    found.set(customerId, history);
    return history;
  };
  termsOf(term as Terms, (customer, one) => historyOf(customer).terms.push(one));
  decisionsOf(decision as Decisions, (customer, one) => historyOf(customer).decisions.push(one));
  return [...found.values()];
}

type Tell<Fact> = (customer: string, fact: Fact) => void;

function termsOf(columns: Terms, tell: Tell<Term>): void {
  const [customers, ids, externalIds, accounts, signed, starts, ends, ended, replaces, values, currencies] = columns;
  customers.forEach((customer, place) =>
    tell(customer, {
      id: ids[place]!,
      externalId: externalIds[place]!,
      accountId: accounts[place]!,
      signedOn: signed[place]!,
      startsOn: starts[place]!,
      endsOn: ends[place]!,
      endedOn: ended[place]!,
      replacesId: replaces[place]!,
      value: amount(values[place]!),
      currency: currencies[place]!,
    }),
  );
}

function decisionsOf(columns: Decisions, tell: Tell<Decision>): void {
  const [customers, ids, externalIds, accounts, contracts, dueOn, closed, as, due, renewed, by, currencies] = columns;
  customers.forEach((customer, place) => {
    const on = closed[place]!;
    tell(customer, {
      id: ids[place]!,
      externalId: externalIds[place]!,
      accountId: accounts[place]!,
      contractId: contracts[place]!,
      dueOn: dueOn[place]!,
      closed: on === null ? null : { on, as: as[place]! },
      due: amount(due[place]!),
      renewed: amount(renewed[place]!),
      renewedById: by[place]!,
      currency: currencies[place]!,
    });
  });
}

const amount = (text: string): Minor => minor(BigInt(text));
