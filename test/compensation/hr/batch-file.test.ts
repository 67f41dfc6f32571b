import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { type BatchLine, batchFile, COLUMNS, totalsOf } from "../../../src/compensation/hr/calc/batch-file";
import { minor } from "../../../src/kernel/money";
import { cellText } from "../../../src/kernel/spreadsheet";

const aLine = (said: Partial<BatchLine> = {}): BatchLine => ({
  lineId: "l-1",
  employeeNumber: "E7",
  earningCode: "RET",
  amountMinor: minor(125000),
  currency: "EUR",
  payOn: "2026-04-15",
  coversFrom: "2026-01-01",
  coversTo: "2026-03-31",
  costCentre: null,
  comment: "Target bonus",
  statementLine: "l-1",
  reversedLine: null,
  replacedLine: null,
  ...said,
});

test("a line stands in a row under a header, ended by CRLF; what is not there is empty", () => {
  expect(batchFile([aLine({ costCentre: "North" })])).toBe(
    "line_id,employee_number,earning_code,amount_minor,currency,pay_date,covers_from,covers_to,cost_centre,comment," +
      "statement_line,reversed_line,replaced_line\r\n" +
      "l-1,E7,RET,125000,EUR,2026-04-15,2026-01-01,2026-03-31,North,Target bonus,l-1,,\r\n",
  );
});

// RFC 4180, section 2, rules 6 and 7.
test.each([
  ["a comma", "a,b", '"a,b"'],
  ["a line break", "a\r\nb", '"a\r\nb"'],
  ["a quote, doubled", 'a "b"', '"a ""b"""'],
])("%s is quoted", (_rule, comment, field) => expect(batchFile([aLine({ comment })])).toContain(`,${field},`));

// OWASP, CSV Injection.
test.each(["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=cmd|"/c"!A1,2'])(
  "a text that a spreadsheet would compute stands behind an apostrophe: %j",
  (text) => {
    const codes = { employeeNumber: text, earningCode: text, costCentre: text };
    const [row] = parse(batchFile([aLine(codes)]), { record_delimiter: "\r\n", columns: true });
    expect(row).toMatchObject({ employee_number: `'${text}`, earning_code: `'${text}`, cost_centre: `'${text}` });
  },
);

test("an amount below zero is a number", () => {
  expect(batchFile([aLine({ amountMinor: minor(-1250) })])).toContain(",RET,-1250,EUR,");
});

test("another reader of CSV reads every value as it was, but for formulas", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const lines = fc.array(
    fc.record({ comment: text, costCentre: text, employeeNumber: text, amountMinor: fc.bigInt({ max: 10n ** 18n }) }),
  );
  fc.assert(
    fc.property(lines, (said) => {
      const given = said.map((one) => aLine(one as Partial<BatchLine>));
      const read = parse(batchFile(given), { record_delimiter: "\r\n", columns: true });
      const expected = given.map((line) =>
        Object.fromEntries(Object.entries(COLUMNS).map(([name, value]) => [name, cellText(value(line) ?? "")])),
      );
      expect(read).toEqual(expected);
    }),
  );
});

test("totals are by currency, to the cent beyond what a float holds", () => {
  const many = 9_007_199_254_740_993n;
  const lines = [
    aLine({ amountMinor: minor(many) }),
    aLine({ amountMinor: minor(1) }),
    aLine({ amountMinor: minor(-5), currency: "CHF" }),
  ];
  expect(totalsOf(lines)).toEqual([
    { currency: "CHF", amountMinor: -5n, lines: 1 },
    { currency: "EUR", amountMinor: many + 1n, lines: 2 },
  ]);
});
