/** Brings a text as a file writes it into the form that the field's type reads; undefined when it does not fit. */
export type Format = (text: string) => string | undefined;

const DATE_PARTS: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{2})",
  d: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  SSS: "(?<millisecond>\\d{3})",
};

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * Unicode's date patterns (UTS #35): `MM/dd/yyyy`, `yyyy-MM-dd HH:mm:ss.SSS`. Times are UTC; for a day the time is
 * dropped.
 *
 * @returns null when the pattern has letters that stand for nothing here, or lacks year, month or day
 */
export function dateFormat(pattern: string, type: "Date" | "DateTime"): Format | null {
  const parts = pattern.match(/([A-Za-z])\1*|[^A-Za-z]+/g) ?? [];
  if (parts.some((part) => /[A-Za-z]/.test(part) && DATE_PARTS[part] === undefined && part !== "T")) return null;
  const expression = parts.map((part) => DATE_PARTS[part] ?? quoted(part)).join("");
  for (const part of ["year", "month", "day"]) if (expression.split(`<${part}>`).length !== 2) return null;
  const matcher = new RegExp(`^${expression}$`);
  return (text) => {
    const found = matcher.exec(text)?.groups;
    if (!found) return undefined;
    const { year = "", month = "", day = "", hour = "0", minute = "00", second = "00", millisecond = "000" } = found;
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return type === "Date" ? date : `${date}T${hour.padStart(2, "0")}:${minute}:${second}.${millisecond}Z`;
  };
}

const NUMBER_PATTERN = /^(?<before>[^#0]*)(?:#(?<group>[.,' ])##0|#*0)(?:(?<decimal>[.,])[0#]+)?(?<after>[^#0]*)$/;

/**
 * A number pattern with the separators as the file writes them: `$#,##0.00`, `#.##0,00 €`. A negative number has its sign
 * before everything else, or stands in parentheses.
 *
 * @returns null when the pattern is none
 */
export function numberFormat(pattern: string): Format | null {
  const found = NUMBER_PATTERN.exec(pattern)?.groups;
  if (!found) return null;
  const { before = "", group, decimal, after = "" } = found;
  const whole = group === undefined ? "\\d+" : `\\d{1,3}(?:${quoted(group)}\\d{3})*|\\d+`;
  const fraction = decimal === undefined ? "" : `(?:${quoted(decimal)}(?<fraction>\\d+))?`;
  const matcher = new RegExp(`^(?<sign>-?)${quoted(before)}(?<whole>${whole})${fraction}${quoted(after)}$`);
  return (text) => {
    const bracketed = /^\((.*)\)$/.exec(text)?.[1];
    const number = matcher.exec(bracketed ?? text)?.groups;
    if (!number) return undefined;
    const sign = bracketed !== undefined || number.sign ? "-" : "";
    return sign + (number.whole ?? "").replace(/\D/g, "") + (number.fraction ? `.${number.fraction}` : "");
  };
}
