import { formatAmount } from "../../kernel/money";
import type { Connection, PageArgs } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { refusal } from "../../platform/graphql/errors";
import { listPage, type Place } from "../../platform/plan/list-page";
import { toldAs } from "../measures/figure";
import type { Measure } from "../measures/measure";
import type { Behind } from "./behind";
import type { BookEntryType, BookSide } from "./book-entry.type";
import type { Scorecard } from "./scorecard";

/** An entry as the graph tells it, with what its other fields are read by. */
export interface BookEntry extends BookEntryType {
  readonly customerId: string;
  readonly repId: string | null;
  readonly scorecard: Scorecard;
}

/** @throws BAD_USER_INPUT when a sum is asked what is below its line, or a median what is above it */
export function ofSide(
  rows: readonly Behind[],
  { code, numerator, denominator }: Measure,
  side: BookSide,
): readonly Behind[] {
  if (numerator === null && side !== "DENOMINATOR") {
    throw refusal("BAD_USER_INPUT", `side: ${code} is a median and has no numerator; ask for its DENOMINATOR.`);
  }
  if (side === "NUMERATOR") return rows.filter(({ part }) => part!.numerator !== 0n);
  if (denominator === null) {
    throw refusal("BAD_USER_INPUT", `side: ${code} is a sum and has no denominator; ask for its NUMERATOR.`);
  }
  return rows.filter(({ part }) => part!.denominator !== 0n && (side === "DENOMINATOR" || isMissed(part!)));
}

const isMissed = (part: { readonly numerator: bigint; readonly denominator: bigint }): boolean =>
  part.numerator < part.denominator;

/** A page of them, the one that was worth most before the period first. */
export const entriesPage = (
  scorecard: Scorecard,
  measure: Measure | null,
  rows: readonly Behind[],
  page: PageArgs,
  field: string,
): Connection<BookEntry> =>
  pageBy(({ opening, customerId }) => ({ value: opening, id: customerId }), scorecard, measure, rows, page, field);

/** A page of what does not count: a customer may be in it once for each rep. */
export const excludedPage = (
  scorecard: Scorecard,
  measure: Measure | null,
  rows: readonly Behind[],
  page: PageArgs,
): Connection<BookEntry> => {
  const placeOf = ({ customerId, repId }: Behind): Place => ({ value: -BigInt(customerId), id: repId! });
  return pageBy(placeOf, scorecard, measure, rows, page, "excluded");
};

function pageBy(
  placeOf: (row: Behind) => Place,
  scorecard: Scorecard,
  measure: Measure | null,
  rows: readonly Behind[],
  page: PageArgs,
  field: string,
): Connection<BookEntry> {
  const { edges, ...rest } = listPage({ name: "BookEntry", rows, placeOf }, page, field);
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: shown(scorecard, measure, node) })) };
}

function shown(scorecard: Scorecard, measure: Measure | null, row: Behind): BookEntry {
  const { customerId, repId, exclusion, weight, whole, opening, closing, movement, part } = row;
  const { currency } = scorecard;
  return {
    ...{ customerId, repId, scorecard, exclusion, movement, share: Number(weight) / Number(whole) },
    opening: MoneyType.of(formatAmount(opening, currency), currency),
    closing: MoneyType.of(formatAmount(closing, currency), currency),
    numerator: measure && part && toldAs(measure.numerator, part.numerator, whole, currency),
    denominator: measure && part && toldAs(measure.denominator, part.denominator, whole, currency),
  };
}
