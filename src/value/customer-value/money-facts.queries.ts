import { createHash } from "node:crypto";
import type { QueryConfig } from "pg";
import { addDays, type Day, type Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import { runInOneSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { Sql } from "../../platform/plan/record";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";
import { scopeOf, wonOf } from "../won.queries";
import type { MoneyFacts } from "./calc/money-facts";
import { type MoneyColumns, moneyIn } from "./money-columns";

export interface MoneyQuestion {
  readonly period: Period;
  readonly asOf: Day;
  /** the definition's */
  readonly graceDays: number;
  /** null: everybody */
  readonly customers: readonly string[] | null;
}

/** What each account is, and how the customer that it counts as buys: looked up once. */
const ACCOUNTS = `
  account as materialized (
    select s.id, s.root_id, c.currency, c.acquisition_cost_minor, counted.relationship
    from scope s join customer c on c.id = s.id join customer counted on counted.id = s.root_id
  )`;

const IN_PERIOD = `purchased_on >= $2::date and purchased_on <= $1::date`;
const COST = `sum(cost_minor) as cost_minor`;
const ALL_KNOWN = `bool_and(cost_minor is not null)`;

/** Per purchase of the period, what is left of it after the refunds that name it, and what it cost. */
const SALES = `
  sale as (
    select root_id, currency, sum(amount_minor) as amount_minor, sum(cost_minor) as cost_minor,
      bool_or(cost_minor is null) as without_cost, bought_minor > 0 as bought
    from (
      select s.root_id, coalesce(o.id, p.id) as id, p.currency, p.amount_minor,
        coalesce(o.amount_minor, p.amount_minor) as bought_minor,
        coalesce(p.cost_minor, p.cost_of_lines,
          case when p.refund_of_id is not null then
            (select sum(l.cost_minor) from purchase_line l where l.purchase_id = p.id having bool_and(l.cost_minor is not null)) end,
          case when p.amount_minor < 0 then 0 end) as cost_minor
      from account s cross join lateral (
        select p.id, p.purchased_on, p.amount_minor, p.currency, p.refund_of_id, p.cost_minor, line.cost_minor as cost_of_lines
        from purchase p left join (
          select purchase_id, ${COST} from sold_line where customer_id = s.id and ${IN_PERIOD} group by 1 having ${ALL_KNOWN}
        ) line on line.purchase_id = p.id
        where p.customer_id = s.id and ${IN_PERIOD}
      ) p
      left join lateral (
        select o.id, o.amount_minor, o.purchased_on from purchase o where o.id = p.refund_of_id
        offset 0 -- or the planner reads every purchase there ever was, for the few that a refund names
      ) o on true
      where s.relationship = 'REPEAT_PURCHASE' and coalesce(o.purchased_on, p.purchased_on) >= $2::date and coalesce(o.purchased_on, p.purchased_on) < $3::date
      offset 0 -- or the planner adds the lines up twice: for their sum, and for whether there is one
    ) part
    group by root_id, currency, id, bought_minor
    having not (bought_minor > 0 and sum(amount_minor) <= 0)
  )`;

/** The days of the period that a contract counts for, and whether it counts on the last one. */
const terms = (customers: Sql | null): Sql => `
  tenant as materialized (select id, root_id from account where relationship = 'CONTRACT'),
  term as (
    select s.root_id, k.currency, k.annual_value_minor,
      least(k.until, $3::date) - greatest(k.starts_on, $2::date) as days, coalesce(k.until, 'infinity') >= $3::date as in_force
    from (${coverage({
      ...{ asOf: "$1::date", graceDays: "$4::integer", from: "$2::date" },
      ...(customers !== null && { of: (customer) => `${customer} in (select id from tenant)` }),
    })}) k
    join tenant s on s.id = k.customer_id
    where k.starts_on < $3::date and coalesce(k.until, 'infinity') > greatest(k.starts_on, $2::date)
  )`;

const CONTACTS = `
  contact as (
    select s.root_id, i.currency, i.cost_minor, coalesce(i.occurred_at >= won.at, false) as is_service
    from interaction i join scope s on s.id = i.customer_id
    join (select root_id, won_on::timestamp at time zone 'UTC' as at from won offset 0) won on won.root_id = s.root_id
    where i.occurred_at >= ($2::date::timestamp at time zone 'UTC') and i.occurred_at < ($3::date::timestamp at time zone 'UTC')
  )`;

/** What each customer has of every kind, by currency. */
const SOLD = `
  sold as (
    select root_id, currency, sum(amount_minor) as amount, count(*) filter (where bought) as purchases, sum(cost_minor) as cost,
      count(*) as count, count(*) filter (where without_cost) as without_cost
    from sale group by root_id, currency
  )`;

const HELD = `
  held as (
    select root_id, currency, round(sum(annual_value_minor::numeric * days) / 365) as accrued, count(*) as count,
      sum(annual_value_minor) filter (where in_force) as in_force, count(*) filter (where in_force) as count_in_force
    from term group by root_id, currency
  )`;

const TALKED = `
  talked as (
    select root_id, currency, is_service, sum(cost_minor) as cost, count(*) as count,
      count(*) filter (where cost_minor is null) as without_cost
    from contact group by root_id, currency, is_service
  )`;

const ACQUIRED = `
  acquired as (
    select s.root_id, s.currency, sum(s.acquisition_cost_minor) as cost, count(*) as count,
      count(*) filter (where s.acquisition_cost_minor is null) as without_cost
    from account s join won on won.root_id = s.root_id and won.won_on is not null
    group by s.root_id, s.currency having count(s.acquisition_cost_minor) > 0
  )`;

const SUBJECT = `
  subject as (
    select c.id, c.currency, won.won_on from won join customer c on c.id = won.root_id
    where not exists (select from merged where merged.id = c.id) order by c.id
  )`;

type Table = keyof MoneyColumns;

/** The columns of each table that is told, in the order of `MoneyColumns`. */
const TOLD: Readonly<Record<Table, readonly Sql[]>> = {
  subject: ["id::text", "currency", "won_on"],
  sold: ["root_id", "currency", "amount::text", "purchases", "cost::text", "count", "without_cost"],
  held: ["root_id", "currency", "accrued::text", "count", "in_force::text", "count_in_force"],
  talked: ["root_id", "currency", "is_service", "cost::text", "count", "without_cost"],
  acquired: ["root_id", "currency", "cost::text", "count", "without_cost"],
};

/** Columns as JSON: a row and its strings cost the driver more than PostgreSQL takes to find them. */
const told = (table: Table): Sql =>
  `(select json_build_array(${TOLD[table].map((column) => `json_agg(${column})`).join(", ")})::text
    from ${table === "subject" ? table : `(select * from ${table} order by currency) ${table}`}) as ${table}`;

const WON = wonOf("$1::date");

/** The common table expressions that each table takes, in their order: PostgreSQL reads a statement anew each time. */
const taken = (customers: Sql | null): Readonly<Record<Table, readonly Sql[]>> => ({
  subject: [WON, SUBJECT],
  sold: [ACCOUNTS, SALES, SOLD],
  held: [ACCOUNTS, terms(customers), HELD],
  talked: [WON, CONTACTS, TALKED],
  acquired: [ACCOUNTS, WON, ACQUIRED],
});

/** $1 asOf, $2 and $3 the period's first day and the first day behind it, $4 the grace, $5 the customers asked for. */
const text = (tables: readonly Table[], customers: Sql | null): Sql => {
  const by = taken(customers);
  return `
  with recursive asked (as_of, starts_on, ends_on, grace) as (values ($1::date, $2::date, $3::date, $4::integer)),
  ${[merged("$1::date"), scopeOf(customers), ...new Set(tables.flatMap((table) => by[table]))].join(",\n  ")}
  select ${tables.map(told).join(",\n    ")}`;
};

/** What was sold takes about as long to add up as the rest: of everybody both are done side by side. */
const OF_ALL = [text(["sold"], null), text(["subject", "held", "talked", "acquired"], null)] as const;

/** Some tables of the money of some customers; each is for `moneyIn` or `factsIn`, once it is parsed. */
export const moneyOfSome = (tables: readonly Table[]): Sql => text(tables, "$5::bigint[]");

const OF_SOME = moneyOfSome(["subject", "sold", "held", "talked", "acquired"]);
/** What changes with any of the statements: amounts that others read are none of theirs. */
export const MONEY_READ_BY = createHash("sha256").update(OF_SOME).digest("hex").slice(0, 16);

/** The first parameters of a statement about the money of customers. */
export function moneyValues({ period, asOf, graceDays }: MoneyQuestion): unknown[] {
  const known = [period.end, addDays(asOf, 1)].sort()[0]!;
  return [asOf, period.start, known > period.start ? known : period.start, graceDays];
}

/** What is recorded of the money of customers in a period: of everybody by two statements. */
export function moneyQueries(question: MoneyQuestion): readonly QueryConfig[] {
  const values = moneyValues(question);
  const { customers } = question;
  return customers === null
    ? OF_ALL.map((text) => ({ text, values }))
    : [{ text: OF_SOME, values: [...values, customers] }];
}

/**
 * What is recorded of the money of customers in a period, as of one moment: for each of them one entry, and none for those
 * that were merged into others by then, which have it. Of the period, the days after `asOf` have not happened.
 */
export async function moneyFacts(
  { database: { pool }, signal }: Context,
  question: MoneyQuestion,
): Promise<MoneyFacts[]> {
  const [one, ...more] = moneyQueries(question);
  const found =
    more.length === 0
      ? [await runCancellable(pool, one!, signal)]
      : await runInOneSnapshot(pool, [one!, ...more], signal);
  return readMoney(found.map(({ rows }) => rows[0] as unknown));
}

type Texts = Readonly<Record<Table, string>>;

/** @param rows one of each statement */
export function readMoney(rows: readonly unknown[]): MoneyFacts[] {
  const texts = Object.assign({}, ...rows) as Texts;
  return moneyIn({
    subject: JSON.parse(texts.subject) as MoneyColumns["subject"],
    sold: JSON.parse(texts.sold) as MoneyColumns["sold"],
    held: JSON.parse(texts.held) as MoneyColumns["held"],
    talked: JSON.parse(texts.talked) as MoneyColumns["talked"],
    acquired: JSON.parse(texts.acquired) as MoneyColumns["acquired"],
  });
}
