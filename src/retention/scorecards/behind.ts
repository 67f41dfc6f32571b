import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Movement, movementOf } from "../../value/changes/calc/value-change";
import type { Measure, Part } from "../measures/measure";
import { factsOf } from "./facts";
import { bookBehind, type Scorecard } from "./scorecard";
import { segmentOf } from "./segment";

/** One customer of a scorecard's book, by the part of it that is in the book. */
export interface Behind {
  readonly customerId: string;
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
  const book = measure ? await bookBehind(context, scorecard, measure) : scorecard.book;
  const [changes, facts, segment] = await Promise.all([
    factsOf(context, scorecard, "changes", book),
    factsOf(context, scorecard, measure?.facts ?? "changes", book),
    segmentOf(context, scorecard),
  ]);
  const found = new Map<string, Behind>();
  for (const { customerId, share } of book.shelves(facts).flat()) {
    const known = facts.get(customerId);
    if (known === undefined || segment?.has(customerId) === false) continue;
    const part = measure && measure.part(known, share);
    if (measure && !part) continue;
    const change = changes.get(customerId);
    const row: Behind = {
      ...{ customerId, weight: share.weight, whole: share.whole, part },
      opening: change ? share.of(change.opening) : NOTHING,
      closing: change ? share.of(change.closing) : NOTHING,
      movement: change ? movementOf(change) : null,
    };
    const before = found.get(customerId);
    found.set(customerId, before ? together(before, row) : row);
  }
  return [...found.values()];
}

const NOTHING = minor(0);

const together = (one: Behind, other: Behind): Behind => ({
  ...one,
  weight: one.weight + other.weight,
  opening: minor(one.opening + other.opening),
  closing: minor(one.closing + other.closing),
  part: one.part &&
    other.part && {
      numerator: one.part.numerator + other.part.numerator,
      denominator: one.part.denominator + other.part.denominator,
    },
});
