import { minor } from "../../../src/kernel/money";
import { wholeShare } from "../../../src/retention/credit/calc/share";
import type { Counting } from "../../../src/retention/measures/figure";
import type { ValueChange } from "../../../src/value/changes/calc/value-change";

/** A customer worth so many minor units before and after. */
export const change = (opening: number, closing: number, said: Partial<ValueChange> = {}): ValueChange => ({
  customerId: "",
  opening: minor(opening),
  closing: minor(closing),
  closingAtNextRates: minor(closing),
  returned: false,
  undecided: false,
  underContract: true,
  ...said,
});

/** A book that holds all of these customers. */
export const book = (changes: readonly ValueChange[]): Counting<"changes">[] =>
  changes.map((facts, index) => ({ customerId: String(index), share: wholeShare(10_000n), facts }));
