import { minor } from "../../../src/kernel/money";
import { type Share, wholeShare } from "../../../src/retention/credit/calc/share";
import { type Counting, type Figure, figureOf, tallyOf } from "../../../src/retention/measures/figure";
import type { FactKind, Measure } from "../../../src/retention/measures/measure";
import type { ValueChange } from "../../../src/value/changes/calc/value-change";

/** A customer worth so many minor units before and after. */
export const change = (opening: number, closing: number, said: Partial<ValueChange> = {}): ValueChange => ({
  opening: minor(opening),
  closing: minor(closing),
  closingAtNextRates: minor(closing),
  returned: false,
  undecided: false,
  underContract: true,
  ...said,
});

/** A book that holds all of these customers, whole unless a share is given. */
export const book = <Known>(all: readonly Known[], share: Share = wholeShare(10_000n)) =>
  all.map((facts, index) => ({ customerId: String(index), share, facts }));

/** What a measure comes to over a book, in euros. */
export const figured = <Kind extends FactKind>(measure: Measure<Kind>, all: Iterable<Counting<Kind>>): Figure =>
  figureOf(measure, tallyOf(measure, all), "EUR");
