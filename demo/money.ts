/** Minor units of a currency with two decimals, as the files write it: 1235 → "12.35", −5 → "-0.05". */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
