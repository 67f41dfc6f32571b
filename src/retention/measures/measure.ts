import type { Minor } from "../../kernel/money";
import type { MeasureCode } from "../../records/quotas/measure-code.type";
import type { ValueChange } from "../../value/changes/calc/value-change";
import type { CustomerMoney } from "../../value/customer-value/calc/money-facts";
import type { DueRenewal } from "../../value/renewals/calc/due-renewal";
import type { Share } from "../credit/calc/share";

/** What is known of one customer, kind by kind. A measure names the one kind that it is computed from. */
export interface Facts {
  /** what it was worth before the period and at its end */
  readonly changes: ValueChange;
  /** what it brought and cost in the period */
  readonly money: CustomerMoney;
  /** the renewals due in the period; its value before the period stands beside them */
  readonly renewals: { readonly due: readonly DueRenewal[]; readonly opening: Minor };
}
export type FactKind = keyof Facts;

export type MeasureUnit = "RATIO" | "MONEY";

/** What a sum is counted in: customers, renewals, … by the weights of their shares, or minor units. */
export type Counted = "COUNT" | "AMOUNT";

/** What one customer adds to a measure. */
export interface Part {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A measure is said by what each customer adds to its numerator and its denominator. So it is the same for a rep, a team,
 * a segment and the company, parts add up to wholes, and everybody behind a number can be named.
 */
export interface Measure<Kind extends FactKind = FactKind> {
  readonly code: MeasureCode;
  readonly facts: Kind;
  readonly unit: MeasureUnit;
  readonly numerator: Counted;
  /** null: a sum, not a rate */
  readonly denominator: Counted | null;
  readonly higherIsBetter: boolean;
  /** formula and convention in words, as the graph tells them */
  readonly formula: string;
  /** @returns null when the customer is no part of it */
  part(facts: Facts[Kind], share: Share): Part | null;
}
