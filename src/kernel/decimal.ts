/** The sum of two decimal texts, exact, with as many places as the longer one has. */
export function addDecimals(a: string, b: string): string {
  if (isShort(a) && isShort(b)) return (Number(a) + Number(b)).toString();
  const places = Math.max(placesOf(a), placesOf(b));
  const sum = unitsOf(a, places) + unitsOf(b, places);
  if (places === 0) return sum.toString();
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, "0");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const fractionOf = (decimal: string): string => decimal.split(".")[1] ?? "";

const placesOf = (decimal: string): number => fractionOf(decimal).length;

const unitsOf = (decimal: string, places: number): bigint =>
  BigInt(decimal.split(".")[0]! + fractionOf(decimal).padEnd(places, "0"));

const SHORT = 15;

/** An integer that a double holds, as does its sum with another: faster to add. */
const isShort = (decimal: string): boolean => decimal.length <= SHORT && !decimal.includes(".");
