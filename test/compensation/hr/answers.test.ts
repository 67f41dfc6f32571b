import fc from "fast-check";
import { type Answer, type AnswerStatus, judge } from "../../../src/compensation/hr/calc/answers";

const answer = (status: AnswerStatus, said: Partial<Answer> = {}): Answer => ({
  status,
  reason: status === "REJECTED" ? "no such employee" : null,
  reference: status === "PAID" ? "run 7" : null,
  ...said,
});
const accepted = answer("ACCEPTED");
const rejected = answer("REJECTED");
const paid = answer("PAID");

test.each<[string, Answer, Answer[], string]>([
  ["a line is accepted", accepted, [], "NEW"],
  ["it is sent back at once", rejected, [], "NEW"],
  ["it is paid at once", paid, [], "NEW"],
  ["what was accepted is paid", paid, [accepted], "NEW"],
  ["what was accepted is sent back", rejected, [accepted], "NEW"],
  ["the same again changes nothing", paid, [accepted, paid], "REPEATED"],
  ["an answer that comes late, behind a later one, changes nothing", accepted, [accepted, paid], "REPEATED"],
  [
    "what was paid is not sent back",
    rejected,
    [paid],
    'was answered PAID with the reference "run 7", and that is final',
  ],
  [
    "what was sent back is not paid: it is issued again",
    paid,
    [rejected],
    'was answered REJECTED for the reason "no such employee", and that is final',
  ],
  ["what was paid was accepted, and nothing was said of it", accepted, [paid], "and that is final"],
  [
    "a payment has one reference",
    answer("PAID", { reference: "run 8" }),
    [paid],
    'was answered PAID with the reference "run 7" before, now PAID with the reference "run 8"',
  ],
])("%s", (_rule, given, recorded, expected) => {
  const verdict = judge(given, recorded);
  expect(verdict.kind === "REFUSED" ? verdict.because : verdict.kind).toContain(expected);
});

test("however often and in whatever order answers come, a line ends once", () => {
  const answers = fc.constantFrom(accepted, rejected, paid, answer("PAID", { reference: "run 8" }));
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 12 }), (given) => {
      const recorded: Answer[] = [];
      for (const one of given) if (judge(one, recorded).kind === "NEW") recorded.push(one);
      expect(recorded.filter(({ status }) => status !== "ACCEPTED").length).toBeLessThanOrEqual(1);
      expect(new Set(recorded.map(({ status }) => status)).size).toBe(recorded.length);
      for (const one of recorded) expect(judge(one, recorded).kind).toBe("REPEATED");
    }),
  );
});
