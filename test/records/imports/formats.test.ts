import fc from "fast-check";

import { dateFormat, numberFormat } from "../../../src/records/imports/formats";

describe("days and instants", () => {
  it.each<[string, "Date" | "DateTime", string, string | undefined]>([
    ["yyyy-MM-dd HH:mm:ss.SSS", "Date", "1992-05-01 00:00:00.000", "1992-05-01"],
    ["yyyy-MM-dd HH:mm", "DateTime", "2025-02-14 21:43", "2025-02-14T21:43:00.000Z"],
    ["MM/dd/yyyy", "Date", "10/31/2024", "2024-10-31"],
    ["M/d/yyyy", "Date", "1/5/2024", "2024-01-05"],
    ["dd.MM.yyyy", "Date", "31x12x2024", undefined],
    ["yyyyMMdd", "Date", "19970101", "1997-01-01"],
    ["yyyy-MM-ddTHH:mm:ss", "DateTime", "2024-01-02T03:04:05", "2024-01-02T03:04:05.000Z"],
    ["MM/dd/yyyy", "Date", "10/31/2024 ", undefined],
  ])("%s as %s reads %j as %j", (pattern, type, text, expected) => {
    expect(dateFormat(pattern, type)?.(text)).toBe(expected);
  });

  it.each(["yyyy-MM", "dd MMM yyyy", "yyyy-MM-dd-dd", "", "YYYY-MM-DD"])("%j is no pattern for a day", (pattern) => {
    expect(dateFormat(pattern, "Date")).toBeNull();
  });
});

describe("numbers", () => {
  it.each<[string, string, string | undefined]>([
    ["$#,##0.00", "$125,000.00", "125000.00"],
    ["$#,##0.00", "$5", "5"],
    ["$#,##0.00", "-$5.10", "-5.10"],
    ["$#,##0.00", "($1,234.50)", "-1234.50"],
    ["$#,##0.00", "€5", undefined],
    ["$#,##0.00", "$12,34.00", undefined],
    ["#.##0,00 €", "1.234,5 €", "1234.5"],
    ["# ##0", "12 345", "12345"],
    ["0,00", "3,5", "3.5"],
    ["#,##0", "1,234,567", "1234567"],
    ["#,##0", "1234567", "1234567"],
    ["0", "12.5", undefined],
  ])("%s reads %j as %j", (pattern, text, expected) => {
    expect(numberFormat(pattern)?.(text)).toBe(expected);
  });

  it.each(["", "abc", "#,##0.00 #", "."])("%j is no pattern for a number", (pattern) => {
    expect(numberFormat(pattern)).toBeNull();
  });

  it("reads back every amount as an English speaker writes it", () => {
    const written = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const read = numberFormat("#,##0.00");
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        expect(Math.round(Number(read?.(written.format(cents / 100))) * 100)).toBe(cents);
      }),
    );
  });
});
