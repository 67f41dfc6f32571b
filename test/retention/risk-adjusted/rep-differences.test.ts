import { Random } from "../../../demo/random";
import { momentsOf } from "../../../src/retention/risk-adjusted/calc/poisson-binomial";
import { chanceOfDifferences, SIGNIFICANT } from "../../../src/retention/risk-adjusted/calc/rep-differences";
import { expectingExactly } from "../../../src/retention/risk-adjusted/calc/case-mix";

const REPS = 25;
const TRIALS = 500;

/**
 * How often reps are said to differ, in companies where the odds of a rep's losses are those of the customers times
 * `neglect(rep)`. Books of 5 to 53 customers, a tenth to a third of whom is lost; the house holds a fifth of them all.
 */
function shareFound(name: string, neglect: (rep: number) => number, ofHouse = 1): number {
  const random = new Random(name);
  const sizes = Array.from({ length: REPS }, (_, rep) => 5 + 2 * rep).concat(180);
  const logits = sizes.map((size) => Array.from({ length: size }, () => -2.5 + 2 * random.uniform()));
  let found = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const lost = logits.map((book, rep) =>
      book.map(
        (logit) => random.uniform() < 1 / (1 + Math.exp(-logit - Math.log(rep < REPS ? neglect(rep) : ofHouse))),
      ),
    );
    const p = Array.from(expectingExactly(lost.flat().filter(Boolean).length, logits.flat()));
    const books = lost.map((book) => {
      const moments = momentsOf(p.splice(0, book.length));
      return { count: { observed: book.filter(Boolean).length, expected: moments.mean }, moments };
    });
    if (chanceOfDifferences(books.slice(0, REPS))! < SIGNIFICANT) found++;
  }
  return found / TRIALS;
}

test("where reps do not differ, one company in twenty is told that they do", () => {
  const share = shareFound("alike", () => 1);
  expect(share).toBeGreaterThan(0.035);
  expect(share).toBeLessThan(0.065);
});

test("a house that loses twice as many tells no rep from another", () =>
  expect(shareFound("house", () => 1, 2)).toBeLessThan(0.065));

test("where every fifth rep triples the odds, most companies are told", () =>
  expect(shareFound("neglect", (rep) => (rep % 5 === 0 ? 3 : 1))).toBeGreaterThan(0.5));

const book = (observed: number, probabilities: number[]) => {
  const moments = momentsOf(probabilities);
  return { count: { observed, expected: moments.mean }, moments };
};

test.each([
  ["no book", []],
  ["one book", [book(1, [0.5, 0.5])]],
  ["nobody was lost", [book(0, [0, 0]), book(0, [0])]],
  ["everybody was lost", [book(2, [1, 1]), book(1, [1])]],
])("nothing to compare: %s", (_case, books) => expect(chanceOfDifferences(books)).toBeNull());
