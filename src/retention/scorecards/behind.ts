import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Movement, movementOf } from "../../value/changes/calc/value-change";
import type { BookEntry, ExcludedEntry } from "../credit/calc/book";
import type { Exclusion } from "../credit/calc/exclusion";
import type { Measure, Part } from "../measures/measure";
import type { Book } from "./book";
import { factsOf } from "./facts";
import { bookBehind, type Scorecard } from "./scorecard";
import { segmentOf } from "./segment";

/** One customer of a scorecard's book, by the part of it that is in the book. */
export interface Behind {
  readonly customerId: string;
  /** who holds this part of it; null for the house, the whole company, and where several do */
  readonly repId: string | null;
  /** why it does not count; null where it does */
  readonly exclusion: Exclusion | null;
  readonly weight: bigint;
  readonly whole: bigint;
  readonly opening: Minor;
  readonly closing: Minor;
  /** of the whole customer; null when nothing changed */
  readonly movement: Movement | null;
  /** what it adds to a measure; null when none is asked about */
  readonly part: Part | null;
}

/** Everybody in a scorecard's book, or everybody who is part of a measure. Who several of its reps hold is in it once. */
export async function behind(context: Context, scorecard: Scorecard, measure: Measure | null): Promise<Behind[]> {
  const found = new Map<string, Behind>();
  for (const row of await told(context, scorecard, measure, ({ shelves }, facts) => shelves(facts))) {
    const before = found.get(row.customerId);
    found.set(row.customerId, before ? together(before, row) : row);
  }
  return [...found.values()];
}

/** Everybody whom the policy excludes, or would be part of a measure otherwise; rep by rep. */
export const excludedFrom = (context: Context, scorecard: Scorecard, measure: Measure | null): Promise<Behind[]> =>
  told(context, scorecard, measure, ({ excluded }) => excluded);

type Entry = BookEntry & Partial<Pick<ExcludedEntry, "exclusion">>;

async function told(
  context: Context,
  scorecard: Scorecard,
  measure: Measure | null,
  entriesOf: (book: Book, facts: ReadonlyMap<string, unknown>) => readonly (readonly Entry[])[],
): Promise<Behind[]> {
  const book = measure ? await bookBehind(context, scorecard, measure) : await scorecard.book();
  const [changes, facts, segment] = await Promise.all([
    factsOf(context, scorecard, "changes", book),
    factsOf(context, scorecard, measure?.facts ?? "changes", book),
    segmentOf(context, scorecard),
  ]);
  const rows: Behind[] = [];
  for (const { customerId, repId, share, exclusion = null } of entriesOf(book, facts).flat()) {
    const known = facts.get(customerId);
    if (known === undefined || segment?.has(customerId) === false) continue;
    const part = measure && measure.part(known, share);
    if (measure && !part) continue;
    const change = changes.get(customerId);
    rows.push({
      ...{ customerId, repId, exclusion, weight: share.weight, whole: share.whole, part },
      opening: change ? share.of(change.opening) : NOTHING,
      closing: change ? share.of(change.closing) : NOTHING,
      movement: change ? movementOf(change) : null,
    });
  }
  return rows;
}

const NOTHING = minor(0);

const together = (one: Behind, other: Behind): Behind => ({
  ...one,
  repId: null,
  weight: one.weight + other.weight,
  opening: minor(one.opening + other.opening),
  closing: minor(one.closing + other.closing),
  part: one.part &&
    other.part && {
      numerator: one.part.numerator + other.part.numerator,
      denominator: one.part.denominator + other.part.denominator,
    },
});
