import { minor, type Minor } from "../../../kernel/money";
import { keyText, type Line, type PersonPay } from "../../calc/line";

/** A line as it is and as it would be; null where there is none. */
export interface ComparedLine extends Pick<Line, "kind" | "plan" | "component" | "forPeriod" | "credit" | "currency"> {
  readonly asRecorded: Minor | null;
  readonly asSupposed: Minor | null;
}

/** In one currency. */
export interface ComparedTotal {
  readonly currency: string;
  readonly asRecorded: Minor;
  readonly asSupposed: Minor;
}

/** Lines side by side: those of one kind, key and currency are one. In the order of the statement that would be. */
export function comparedLines(recorded: PersonPay, supposed: PersonPay): ComparedLine[] {
  const idOf = (line: Line): string => `${line.kind}|${line.currency}|${keyText(line)}`;
  const before = new Map(recorded.lines.map((line) => [idOf(line), line]));
  const after = supposed.lines.map((line): ComparedLine => {
    const same = before.get(idOf(line));
    before.delete(idOf(line));
    return compared(line, same?.amount ?? null, line.amount);
  });
  return [...after, ...Array.from(before.values(), (line) => compared(line, line.amount, null))];
}

export function comparedTotals(recorded: PersonPay, supposed: PersonPay): ComparedTotal[] {
  const currencies = new Set([...recorded.totals, ...supposed.totals].map(({ currency }) => currency));
  const of = ({ totals }: PersonPay, currency: string): Minor =>
    totals.find((total) => total.currency === currency)?.amount ?? minor(0);
  return [...currencies].sort().map((currency) => ({
    ...{ currency, asRecorded: of(recorded, currency), asSupposed: of(supposed, currency) },
  }));
}

const compared = (
  { kind, plan, component, forPeriod, credit, currency }: Line,
  asRecorded: Minor | null,
  asSupposed: Minor | null,
): ComparedLine => ({ kind, plan, component, forPeriod, credit, currency, asRecorded, asSupposed });
