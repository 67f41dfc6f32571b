import fc from "fast-check";
import type { Day } from "../../src/kernel/calendar";
import { assess } from "../../src/risk/assessments/assess.service";
import { contextOf } from "./graph";
import { keptFacts } from "./risk-facts";
import { companyWithFacts, LATER } from "./risk-news";

/** What changed up to now is read. */
export interface Run {
  readonly what: "run";
}
export const RUN: Run = { what: "run" };

interface Stories<Event> {
  /** what the company of the stories has beside the facts of everything */
  readonly beside: string;
  /** what may happen */
  readonly event: fc.Arbitrary<Event>;
  /** the SQL by which it does */
  readonly sql: (one: Event) => string;
  /** stories that are told each time */
  readonly examples: readonly (readonly (Event | Run)[])[];
}

/** Whatever happens, what is kept of a company at the end of a story is what is read afresh. */
export const endInWhatIsRead = <Event extends { readonly what: string }>(stories: Stories<Event>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 5, arbitrary: stories.event }, { weight: 2, arbitrary: fc.constant(RUN) }), {
        minLength: 3,
        maxLength: 12,
      }),
      (story) => tell(story, stories),
    ),
    { numRuns: 12, endOnFailure: true, examples: stories.examples.map((story) => [[...story]]) },
  );

const isRun = (one: { readonly what: string }): one is Run => one.what === "run";

async function tell<Event extends { readonly what: string }>(
  story: readonly (Event | Run)[],
  { beside, sql }: Stories<Event>,
): Promise<void> {
  const database = await companyWithFacts();
  const run = (scope: "ALL" | "CHANGED") => assess(contextOf(database), LATER as Day, scope);
  try {
    await database.owner.query(beside);
    await run("ALL");
    for (const one of story) await (isRun(one) ? run("CHANGED") : database.owner.query(sql(one)));
    await run("CHANGED");
    const kept = await keptFacts(database);
    await database.owner.query("delete from risk_facts");
    await run("ALL");
    expect(await keptFacts(database)).toEqual(kept);
  } finally {
    await database.close();
  }
}
