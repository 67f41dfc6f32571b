/** Sums by key. Keys whose sum is zero are left out: a graph that is asked for nothing says nothing. */
export type Tally = Record<string, bigint>;

export function add(sums: Tally, more: Tally): void {
  for (const [key, value] of Object.entries(more)) {
    const sum = (sums[key] ?? 0n) + value;
    if (sum === 0n) delete sums[key];
    else sums[key] = sum;
  }
}

export function tally<Row>(rows: readonly Row[], of: (row: Row) => Tally): Tally {
  const sums: Tally = {};
  for (const row of rows) add(sums, of(row));
  return sums;
}

/** A decimal with two places as whole hundredths: `-12.30` is -1230. */
export function decimals(text: string): bigint {
  if (!/^-?\d+\.\d\d$/.test(text)) throw new Error(`${text} is no amount with two decimals`);
  return BigInt(text.replace(".", ""));
}

/** Every calendar month from the first to the last of some days or instants, as `[start, end)`. */
export function monthsOf(days: readonly string[]): { start: string; end: string }[] {
  const sorted = days.map((day) => day.slice(0, 7)).sort();
  const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const first = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  const [from, to] = [index(sorted[0]!), index(sorted.at(-1)!)];
  return Array.from({ length: to - from + 1 }, (_, at) => ({ start: first(from + at), end: first(from + at + 1) }));
}
