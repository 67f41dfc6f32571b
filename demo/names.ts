import type { Random } from "./random";

const ONSETS = ["b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "qu", "r", "s", "t", "tr", "v", "z"];
const VOWELS = ["a", "e", "i", "o", "u"];
const CODAS = ["l", "m", "n", "r", "rn", "s", "th", "x"];
const TRADES = ["Works", "Group", "Partners", "Trading", "Systems", "Labs", "Holdings", "Collective"];

/** A made-up word: nobody and nothing is meant by it. */
export function word(random: Random, syllables = 2): string {
  const text = Array.from({ length: syllables }, () => random.pick(ONSETS) + random.pick(VOWELS)).join("");
  return text.charAt(0).toUpperCase() + text.slice(1) + random.pick(CODAS);
}

export const personName = (random: Random): string => `${word(random)} ${word(random, random.whole(2, 3))}`;

export const companyName = (random: Random): string => `${word(random, random.whole(2, 3))} ${random.pick(TRADES)}`;

/** Under `.example`, which belongs to nobody (RFC 2606). */
export const emailOf = (person: string, company: string): string =>
  `${person.toLowerCase().replaceAll(" ", ".")}@${company.toLowerCase().replaceAll(" ", "-")}.example`;
