import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { type Change, type News, newsOf, type ReadUpTo } from "../facts/news";

export type RunScope = "ALL" | "CHANGED";

/** A run that has ended: whoever reads it finds all of its assessments. */
export interface Run {
  readonly asOf: Day;
  readonly scope: RunScope;
  readonly modelVersion: number;
  /** the newest fit of the probability that it knew; null before the first */
  readonly riskFitId: string | null;
  /** how many customers were looked at */
  readonly lookedAt: number;
  /** how many of them are there and have enough history */
  readonly assessed: number;
}

/** One run at a time: two would both take what changed. */
export const waitForRuns = (tx: EntityManager): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtext('risk_run'))`);

/** How a day stands among the runs over all customers. */
export interface Standing {
  /** all customers were assessed as of the day, under this version of the model and by this fit */
  readonly complete: boolean;
  /** no later day was assessed: what changed is to be told as of this one */
  readonly latest: boolean;
}

export async function standingOf(
  tx: EntityManager,
  { asOf, modelVersion, riskFitId }: Pick<Run, "asOf" | "modelVersion" | "riskFitId">,
): Promise<Standing> {
  const [standing] = (await tx.query(
    `select coalesce(bool_or(as_of = $1::date and model_version = $2 and risk_fit_id is not distinct from $3), false) as complete,
       coalesce(max(as_of) <= $1::date, true) as latest
     from risk_run where scope = 'ALL'`,
    [asOf, modelVersion, riskFitId],
  )) as [Standing];
  return standing;
}

const TAKE = `
  with recursive taken as (delete from risk_change returning customer_id, source, since),
  step (id, source, since) as (
    select customer_id, source, since from taken
    union
    select c.merged_into_id, step.source, step.since from step join customer c on c.id = step.id
    where c.merged_into_id is not null and c.merged_on <= $1::date
  )
  select c.id::text, json_agg(json_build_object('source', step.source, 'since', step.since)) as changes,
    exists (select from customer m where m.merged_into_id = c.id) as is_several, kept.won_on, kept.purchases_to, kept.interactions_to
  from step join customer c on c.id = step.id left join risk_facts kept on kept.customer_id = c.id
  where c.merged_into_id is null or c.merged_on > $1::date
  group by c.id, kept.customer_id order by c.id`;

interface Taken {
  readonly id: string;
  readonly changes: readonly Change[];
  /** it has several accounts */
  readonly is_several: boolean;
  readonly won_on: Day | null;
  readonly purchases_to: Day | null;
  readonly interactions_to: Day | null;
}

/** Takes the customers whose facts changed off the queue, merged ones as those that they count as, with what is new of them. */
export async function takeChanged(tx: EntityManager, asOf: Day): Promise<News> {
  const rows = (await tx.query(TAKE, [asOf])) as Taken[];
  return new Map(rows.map((row) => [row.id, newsOf(row.changes, readUpTo(row))]));
}

const readUpTo = ({ is_several: isSeveral, won_on: wonOn, ...row }: Taken): ReadUpTo => {
  const to = { purchases: row.purchases_to, interactions: row.interactions_to };
  return { wonOn, to: isSeveral ? { purchases: null, interactions: null } : to };
};

/** What changed up to now is told by a run over all. */
export const forgetChanged = (tx: EntityManager): Promise<unknown> => tx.query(`delete from risk_change`);

export const storeRun = (tx: EntityManager, run: Run): Promise<unknown> =>
  tx.query(
    `insert into risk_run (as_of, scope, model_version, risk_fit_id, looked_at, assessed) values ($1::date, $2, $3, $4, $5, $6)`,
    [run.asOf, run.scope, run.modelVersion, run.riskFitId, run.lookedAt, run.assessed],
  );
