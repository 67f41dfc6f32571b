import { setImmediate } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { copyLines, type CopyTarget } from "../../platform/database/copy-rows";
import type { Context } from "../../platform/graphql/context";
import type { FactsQuestion } from "../facts/facts.queries";
import { type KeptFacts, keptFacts } from "../facts/kept-facts.queries";
import type { Playbook } from "../playbooks/calc/playbook";
import { type Cause, causesIn, openPlays } from "../plays/open-plays.service";
import type { LookedAt } from "./assess-customers";
import type { Run } from "./run.queries";
import { ASSESSMENTS } from "./stored.queries";

/** What a run stores by. */
export interface StoredBy extends FactsQuestion {
  /** those in effect on the day */
  readonly playbooks: readonly Playbook[];
  /** false: of a day gone by. What it would have asked for, nobody can do any more; nor does news come of it. */
  readonly latest: boolean;
}

/** A customer that was looked at, as it is stored. */
interface Written {
  /** null: there is nothing to say */
  readonly assessment: string | null;
  /** null: they are not kept */
  readonly facts: string | null;
  readonly causes: readonly Cause[];
}

/** So many are looked at while those before them are stored. */
const AT_ONCE = 1_000;
/** So many are looked at at a stretch: storing takes PostgreSQL several statements, and the next one is sent between two. */
const TURN = 20;

/**
 * Stores customers as they are looked at: what is said of them, what it was read from, and the plays that it asks for. Each
 * is written out at its turn, so that PostgreSQL waits for no more than a stretch of them.
 */
export async function storeInTurn(
  tx: EntityManager,
  { signal }: Context,
  customers: Iterable<LookedAt>,
  by: StoredBy,
): Promise<Pick<Run, "lookedAt" | "assessed">> {
  const facts = keptFacts(by);
  const counts = { lookedAt: 0, assessed: 0 };
  let storing = Promise.resolve();
  let some: Written[] = [];
  const next = async (): Promise<void> => {
    await storing;
    signal.throwIfAborted();
    storing = store(tx, by.asOf, facts, some);
    // A failure is heard when it is waited for.
    storing.catch(() => undefined);
    some = [];
    // What is stored leaves for PostgreSQL before the next ones are looked at.
    await setImmediate();
  };
  for (const one of customers) {
    counts.lookedAt++;
    if (one.assessed !== null) counts.assessed++;
    if (some.push(written(one, facts, by)) === AT_ONCE) await next();
    if (counts.lookedAt % TURN === 0) await setImmediate();
  }
  await next();
  await storing;
  return counts;
}

const written = (
  { customerId, assessed, known }: LookedAt,
  facts: CopyTarget<KeptFacts>,
  { latest, playbooks }: StoredBy,
): Written => ({
  assessment: assessed && ASSESSMENTS.lineOf(assessed),
  facts: latest ? facts.lineOf({ customerId, known }) : null,
  causes: latest && assessed ? causesIn(assessed, playbooks) : [],
});

async function store(
  tx: EntityManager,
  asOf: Day,
  facts: CopyTarget<KeptFacts>,
  all: readonly Written[],
): Promise<void> {
  const assessments = all.flatMap(({ assessment }) => assessment ?? []);
  await copyLines(tx, ASSESSMENTS, assessments);
  const known = all.flatMap((one) => one.facts ?? []);
  await copyLines(tx, facts, known);
  const causes = all.flatMap((one) => one.causes);
  await openPlays(tx, asOf, causes);
}
