import fc from "fast-check";
import { type Answered, diagnosisOf, WORST_ANSWER } from "../../../src/risk/diagnosis/calc/diagnosis";
import { questionsFor } from "../../../src/risk/diagnosis/calc/diagnosis-template";
import { misasked } from "../../../src/risk/diagnosis/calc/misasked";
import type { RiskDimension } from "../../../src/risk/signals/calc/signal-code";

const asked = (dimension: RiskDimension, answer: number | null, weight = 1, code = "Q"): Answered => ({
  ...{ code, dimension, text: "How badly?", weight, answer },
});

test.each<[string, Answered[], number | null, string | null]>([
  ["nothing answered says nothing", [asked("COST", null)], null, null],
  ["nothing wrong is 0, and no dimension is worst", [asked("COST", 0), asked("VOICE", 0)], 0, null],
  ["everything as bad as can be is 100", [asked("COST", 4), asked("VOICE", 4)], 100, "COST"],
  ["halfway is 50", [asked("COST", 2)], 50, "COST"],
  ["a heavier question counts more: (3·4 + 1·0) of 16", [asked("COST", 4, 3), asked("VOICE", 0)], 75, "COST"],
  ["an unanswered question counts neither way", [asked("COST", 4), asked("VOICE", null, 9)], 100, "COST"],
  ["in tenths, half up: 1 of 12", [asked("COST", 1), asked("COST", 0), asked("COST", 0)], 8.3, "COST"],
  [
    "where more is asked, more is weighed",
    [asked("COST", 4), asked("VOICE", 0), asked("VOICE", 0), asked("VOICE", 0)],
    25,
    "COST",
  ],
])("%s", (_rule, questions, score, worst) => {
  const found = diagnosisOf(questions);
  expect([found.score, found.worst?.dimension ?? null]).toEqual([score, worst]);
});

test("each dimension has a score of its own, and none where nothing of it was answered", () => {
  const found = diagnosisOf([asked("COST", 1), asked("VOICE", null), asked("COST", null), asked("SERVICE", 3)]);
  expect(found.dimensions).toEqual([
    { dimension: "COST", score: 25, answered: 1, asked: 2 },
    { dimension: "VOICE", score: null, answered: 0, asked: 1 },
    { dimension: "SERVICE", score: 75, answered: 1, asked: 1 },
  ]);
  expect(found.worst).toEqual({ dimension: "SERVICE", score: 75 });
});

describe("by law", () => {
  const anyAnswered: fc.Arbitrary<Answered> = fc.record({
    code: fc.constant("Q"),
    dimension: fc.constantFrom<RiskDimension>("RESULTS", "SERVICE", "COST"),
    text: fc.constant("How badly?"),
    weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
    answer: fc.option(fc.integer({ min: 0, max: WORST_ANSWER }), { nil: null }),
  });
  const anyReview = fc.array(anyAnswered, { minLength: 1, maxLength: 12 });

  test("the whole lies between the best dimension and the worst one", () => {
    fc.assert(
      fc.property(anyReview, (questions) => {
        const { score, dimensions } = diagnosisOf(questions);
        const scores = dimensions.flatMap((one) => one.score ?? []);
        if (score === null) return expect(scores).toEqual([]);
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 0.1);
        expect(score).toBeLessThanOrEqual(Math.max(...scores) + 0.1);
      }),
    );
  });

  test("the order of the questions makes no difference to a score", () => {
    const shuffled = anyReview.chain((questions) =>
      fc.tuple(
        fc.constant(questions),
        fc.shuffledSubarray(questions, { minLength: questions.length, maxLength: questions.length }),
      ),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => expect(diagnosisOf(other).score).toBe(diagnosisOf(one).score)));
  });

  test("a worse answer never lowers the score", () => {
    fc.assert(
      fc.property(anyReview, fc.nat(), (questions, place) => {
        const worse = questions.map((one, n) =>
          n === place % questions.length && one.answer !== null ? { ...one, answer: WORST_ANSWER } : one,
        );
        expect(diagnosisOf(worse).score ?? 0).toBeGreaterThanOrEqual(diagnosisOf(questions).score ?? 0);
      }),
    );
  });
});

describe("what is asked", () => {
  const question = (code: string, weight = 1, text = "How badly?") => ({
    ...{ code, weight, text, dimension: "SERVICE" as const },
  });
  const template = {
    questions: [question("A"), question("B")],
    bySegment: { KEY: { without: ["A"], questions: [question("C")] } },
  };
  const codes = (segment: string | null) => questionsFor(template, segment).map(({ code }) => code);

  test("is tapered: a segment leaves questions out, and has others", () => {
    expect([codes("KEY"), codes("SMALL"), codes(null), codes("constructor")]).toEqual([
      ...[
        ["B", "C"],
        ["A", "B"],
        ["A", "B"],
      ],
      ["A", "B"],
    ]);
  });

  const of = (segment: object) => ({ ...template, bySegment: { KEY: { without: [], questions: [], ...segment } } });
  test.each<[string, Parameters<typeof misasked>[0], string]>([
    ["a code twice", { ...template, questions: [question("A"), question("A")] }, "has A twice"],
    ["a code that is none", { ...template, questions: [question("a-b")] }, 'the code "a-b"'],
    ["no weight", { ...template, questions: [question("A", 0)] }, "gives A the weight 0"],
    ["too much weight", { ...template, questions: [question("A", 101)] }, "gives A the weight 101"],
    ["a weight that is no number", { ...template, questions: [question("A", Number.NaN)] }, "gives A the weight NaN"],
    ["no words", { ...template, questions: [question("A", 1, " ")] }, "has a A without"],
    ["a segment without a name", { ...template, bySegment: { " ": template.bySegment.KEY } }, "an empty segment"],
    ["a question left out that there is not", of({ without: ["X"] }), "leaves X out for KEY"],
    ["nothing left to ask", of({ without: ["A", "B"] }), "leaves nothing to ask of KEY"],
    ["a question asked twice of a segment", of({ questions: [question("A")] }), "asks A twice of KEY"],
    ["a segment's own question without a weight", of({ questions: [question("C", -1)] }), "gives C the weight -1"],
  ])("is refused with %s", (_rule, wrong, message) => expect(misasked(wrong)?.message).toContain(message));

  test("is let through when a segment puts a question in the place of another of the same code", () => {
    expect(misasked(of({ without: ["A"], questions: [question("A", 3)] }))).toBeNull();
  });
});
