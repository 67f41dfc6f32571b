import type { Minor } from "../../../kernel/money";
import { cellText } from "../../../kernel/spreadsheet";

/** One line as HR reads it. */
export interface BatchLine {
  /** stable: the key by which HR pays a line once */
  readonly lineId: string;
  readonly employeeNumber: string;
  readonly earningCode: string;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly payOn: string;
  readonly coversFrom: string;
  /** the last day that it covers */
  readonly coversTo: string;
  readonly costCentre: string | null;
  readonly comment: string;
  readonly statementLine: string;
  readonly reversedLine: string | null;
  readonly replacedLine: string | null;
}

/** The columns of the file, in its order; a change of them is a new layout for batches to come. */
export const COLUMNS: Readonly<Record<string, (line: BatchLine) => string | null>> = {
  line_id: ({ lineId }) => lineId,
  employee_number: ({ employeeNumber }) => employeeNumber,
  earning_code: ({ earningCode }) => earningCode,
  amount_minor: ({ amountMinor }) => String(amountMinor),
  currency: ({ currency }) => currency,
  pay_date: ({ payOn }) => payOn,
  covers_from: ({ coversFrom }) => coversFrom,
  covers_to: ({ coversTo }) => coversTo,
  cost_centre: ({ costCentre }) => costCentre,
  comment: ({ comment }) => comment,
  statement_line: ({ statementLine }) => statementLine,
  reversed_line: ({ reversedLine }) => reversedLine,
  replaced_line: ({ replacedLine }) => replacedLine,
};

/** The file that HR pulls: CSV by RFC 4180 with a header. A value that is not there is empty, never quoted. */
export function batchFile(lines: readonly BatchLine[]): string {
  const columns = Object.values(COLUMNS);
  const rows = lines.map((line) => columns.map((read) => field(read(line))));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** No code that is taken today begins as a formula does, but one that was locked before they were refused may. */
const field = (text: string | null): string => (text === null ? "" : quoted(cellText(text)));

/** RFC 4180, section 2.6 and 2.7. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** In one currency. */
export interface BatchTotal {
  readonly currency: string;
  readonly amountMinor: Minor;
  readonly lines: number;
}

/** What the lines sum up to, by currency. */
export function totalsOf(lines: readonly BatchLine[]): BatchTotal[] {
  const totals = new Map<string, { amountMinor: bigint; lines: number }>();
  for (const { currency, amountMinor } of lines) {
    const total = totals.get(currency) ?? { amountMinor: 0n, lines: 0 };
    totals.set(currency, { amountMinor: total.amountMinor + amountMinor, lines: total.lines + 1 });
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, total]) => ({ currency, ...total }) as BatchTotal);
}
