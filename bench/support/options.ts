import path from "node:path";
import { InvalidArgumentError } from "commander";

/** Where companies are kept from one run to the next. */
export const CACHE = path.resolve(__dirname, "../../.cache/bench");

/** How many of something, as an option says it. */
export function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Takes a whole number above 0.");
}
