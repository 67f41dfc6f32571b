import type { Viewer } from "../../../src/platform/auth/viewer";
import type { Context } from "../../../src/platform/graphql/context";
import { payJob } from "../../../src/compensation/periods/pay.job";
import { act, type Done } from "../../support/action";
import { aCustomer, anAssignment, aRep, REFERENCE_DATE, store } from "../../support/builders";
import type { TestDatabase } from "../../support/database";
import { contextOf, type Graph } from "../../support/graph";
import { enrol, publish } from "../inputs/company";

/** Two people of HR: it takes both to lock a period. */
export const [ann, ben] = ["ann", "ben"].map((principal): Viewer => ({ principal, role: "HR", repId: null })) as [
  Viewer,
  Viewer,
];

/** Half of a bonus at 100 % net revenue retention and above, none at 50 %; and a tenth of what renews. */
export const PLAN = {
  ...{ code: "KEEP", name: "Keeping", currency: "EUR" },
  components: [
    {
      ...{ kind: "TARGET_BONUS", code: "NRR", name: "Net revenue retention", earningCode: "BON", weight: "0.5" },
      input: { of: "MEASURE", measure: "NET_REVENUE_RETENTION", reads: "VALUE" },
      curve: {
        ...{ how: "LINEAR", uncapped: true },
        points: [
          { input: "0.5", payout: "0" },
          { input: "1", payout: "1" },
        ],
      },
      ifNull: "1",
    },
    {
      ...{ kind: "COMMISSION", code: "KEPT", name: "What renews", earningCode: "COM", events: ["RENEWED"] },
      ...{ basis: "REVENUE", accumulate: "PERIOD" },
      tiers: { how: "FLAT", by: "VALUE", steps: [{ from: "0", rate: "0.10" }] },
    },
  ],
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
};

/**
 * bob keeps two customers worth 1,000.00 each a year: both were due in January, a renewed for 1,100.00 and b for 900.00.
 * cem keeps one that is undecided. Today is 2 March 2026.
 */
export async function company({ owner }: TestDatabase): Promise<void> {
  const [bob, cem] = ["bob", "cem"].map((externalId) => aRep({ externalId, payGroup: null }));
  const customers = ["a", "b", "c"].map((externalId) => aCustomer({ externalId, relationship: "CONTRACT" }));
  await store(owner, [
    ...[bob!, cem!, ...customers],
    ...customers.map((customer, n) => anAssignment({ customer, rep: n < 2 ? bob! : cem!, startsOn: "2024-01-01" })),
  ]);
  await owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select external_id, id, '2025-01-01', '2025-01-15', '2026-01-15', 100000, 'EUR' from customer`);
  await owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
    select k.external_id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR' from contract k`);
  await renew(owner, "a", 110_000);
  await renew(owner, "b", 90_000);
  await publish(owner, PLAN);
  await enrol(owner, [
    { rep: "bob", plan: "KEEP" },
    { rep: "cem", plan: "KEEP" },
  ]);
}

/** The customer signs its next year on the day it is due. */
export const renew = (owner: TestDatabase["owner"], customer: string, minor: number): Promise<unknown> =>
  owner.query(
    `with next as (
       insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
       select $1 || ' next', id, '2026-01-15', '2026-01-15', '2027-01-15', $2, 'EUR' from customer where external_id = $1
       returning *)
     update renewal r set status = 'RENEWED', closed_on = '2026-01-15', value_renewed_minor = $2, renewed_by_id = next.id
     from next where r.external_id = $1`,
    [customer, minor],
  );

/** It turns out that it was signed for another amount. */
export async function recordAgain(owner: TestDatabase["owner"], customer: string, minor: number): Promise<void> {
  await owner.query(`update contract set annual_value_minor = $2 where external_id = $1 || ' next'`, [customer, minor]);
  await owner.query(`update renewal set value_renewed_minor = $2 where external_id = $1`, [customer, minor]);
}

const PERIOD = "id externalId status version inputHash linesHash";

export const openPeriod = (graph: Graph, externalId: string, startsOn: string, endsOn: string): Promise<Done> =>
  act(
    graph,
    ann,
    { name: "payPeriodOpen", subject: "payPeriod", selection: PERIOD },
    {
      ...{ externalId, startsOn, endsOn, payOn: endsOn },
    },
  );

export interface Period {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly inputHash: string | null;
  readonly linesHash: string | null;
}

export async function periodNow(graph: Graph, externalId: string): Promise<Period> {
  const { data } = await graph.ask<{ payPeriod: Period }>(
    ann,
    `query ($key: String) { payPeriod(externalId: $key) { ${PERIOD} } }`,
    {
      key: externalId,
    },
  );
  return data.payPeriod;
}

export const startRun = async (graph: Graph, period: string, asOf = REFERENCE_DATE, key?: string): Promise<Done> =>
  act(
    graph,
    ann,
    { name: "payRunStart", subject: "payRun", selection: "id status" },
    { payPeriod: (await periodNow(graph, period)).id, asOf },
    key,
  );

/** What a server does with runs that were asked for. */
export const work = (database: TestDatabase, context: Partial<Context> = {}): Promise<object> =>
  payJob.run({ ...contextOf(database), ...context });

export async function calculate(graph: Graph, database: TestDatabase, period: string): Promise<void> {
  expect((await startRun(graph, period)).refused).toEqual([]);
  const done = await work(database);
  const { rows } = await database.owner.query(`select failure from pay_run where failure is not null`);
  expect({ done, rows }).toEqual({ done: { DONE: 1, FAILED: 0, TAKEN: 0 }, rows: [] });
}

/** One person submits, another approves, the first locks. */
export async function lock(graph: Graph, period: string): Promise<Period> {
  for (const [viewer, step] of [
    [ann, "Submit"],
    [ben, "Approve"],
    [ann, "Lock"],
  ] as const) {
    const { id, version } = await periodNow(graph, period);
    const action = { name: `payPeriod${step}`, subject: "payPeriod", selection: PERIOD };
    expect((await act(graph, viewer, action, { payPeriod: id, version })).refused).toEqual([]);
  }
  return periodNow(graph, period);
}

/** What is stored, as the owner sees it. */
export interface StoredLine {
  readonly id: string;
  readonly external_id: string;
  readonly rep: string;
  readonly kind: string;
  readonly component: string | null;
  readonly amount: string;
  readonly version: number;
}

export async function linesOf({ owner }: TestDatabase, period: string): Promise<StoredLine[]> {
  const { rows } = await owner.query<StoredLine>(
    `select l.id, l.external_id, rep.external_id as rep, l.kind, l.component, l.amount_minor::text as amount, l.version
     from statement_line l join rep on rep.id = l.rep_id join pay_period p on p.id = l.pay_period_id
     where p.external_id = $1 order by rep.external_id, l.position`,
    [period],
  );
  return rows;
}

/** As "rep KIND component amount". */
export const told = async (database: TestDatabase, period: string): Promise<string[]> =>
  (await linesOf(database, period)).map((line) =>
    [line.rep, line.kind, line.component, line.amount].filter((part) => part !== null).join(" "),
  );
