import { Random } from "../../../demo/random";
import {
  chanceOfDifferences,
  type JudgedBook,
  SIGNIFICANT,
} from "../../../src/retention/risk-adjusted/calc/rep-differences";
import { chiSquareTail } from "../../../src/kernel/special-functions";
import { expectingExactly } from "../../../src/retention/risk-adjusted/calc/case-mix";

const TRIALS = 500;

interface World {
  readonly reps?: number;
  /** what the odds of a rep's losses are multiplied by */
  readonly neglect?: (rep: number) => number;
  readonly ofHouse?: number;
  /** log odds of the customers that are easiest to keep; those of the hardest are 2 more */
  readonly easiest?: number;
}

/**
 * How often reps are said to differ. Books of 5 customers and more, each of two more than the one before, a tenth to a third of whom is lost; the house holds 180.
 */
function shareFound(name: string, { reps = 25, neglect = () => 1, ofHouse = 1, easiest = -2.5 }: World): number {
  const random = new Random(name);
  const sizes = Array.from({ length: reps }, (_, rep) => 5 + 2 * rep).concat(180);
  const logits = sizes.map((size) => Array.from({ length: size }, () => easiest + 2 * random.uniform()));
  const worse = sizes.map((_, rep) => Math.log(rep < reps ? neglect(rep) : ofHouse));
  let found = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const lost = logits.map((book, rep) =>
      book.map((logit) => random.uniform() < 1 / (1 + Math.exp(-logit - worse[rep]!))),
    );
    const p = Array.from(expectingExactly(lost.flat().filter(Boolean).length, logits.flat()));
    const books = lost.map((book) => ({
      probabilities: p.splice(0, book.length),
      losses: book.filter(Boolean).length,
    }));
    if (chanceOfDifferences(books.slice(0, reps))! < SIGNIFICANT) found++;
  }
  return found / TRIALS;
}

test.each<[string, World]>([
  ["where reps do not differ", {}],
  ["of three reps", { reps: 3 }],
  ["where hardly anybody is lost, and a book by chance far more than another", { easiest: -5 }],
  ["where the house loses far more, which tells no rep from another", { ofHouse: 6 }],
])("one company in twenty is told that reps differ: %s", (name, world) => {
  const share = shareFound(name, world);
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.065);
});

test("where every fifth rep triples the odds, most companies are told", () =>
  expect(shareFound("neglect", { neglect: (rep) => (rep % 5 === 0 ? 3 : 1) })).toBeGreaterThan(0.5));

test("two large books: the test of two proportions", () => {
  const book = (losses: number): JudgedBook => ({ probabilities: new Array<number>(500).fill(0.4), losses });
  const z = (270 - 230) / 500 / Math.sqrt(0.5 * 0.5 * (2 / 500));
  expect(chanceOfDifferences([book(270), book(230)])).toBeCloseTo(chiSquareTail(z ** 2, 1), 3);
});

test.each<[string, JudgedBook[]]>([
  ["no book", []],
  ["one book", [{ probabilities: [0.5, 0.5], losses: 1 }]],
  [
    "nobody was lost",
    [
      { probabilities: [0, 0], losses: 0 },
      { probabilities: [0], losses: 0 },
    ],
  ],
  [
    "everybody was lost",
    [
      { probabilities: [1, 1], losses: 2 },
      { probabilities: [1], losses: 1 },
    ],
  ],
  [
    "nobody of any rep was lost",
    [
      { probabilities: [0.1, 0.1], losses: 0 },
      { probabilities: [0.1], losses: 0 },
    ],
  ],
])("nothing to compare: %s", (_case, books) => expect(chanceOfDifferences(books)).toBeNull());
