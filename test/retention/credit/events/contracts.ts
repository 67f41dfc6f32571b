import fc from "fast-check";
import { addDays, type Day } from "../../../../src/kernel/calendar";
import { minor } from "../../../../src/kernel/money";
import type { Decision, History, Reading, Term } from "../../../../src/retention/credit/events/calc/contract-history";

export const day = (text: string): Day => text as Day;
export const READING: Reading = { graceDays: 30, areOne: (one, other) => one === other };

/** A year's contract from 2025-01-01, signed a month before. */
export const aTerm = (id: string, said: Partial<Record<keyof Term, unknown>> = {}): Term => ({
  ...{ id, externalId: `k${id}`, accountId: "1", signedOn: day("2024-12-01"), startsOn: day("2025-01-01") },
  ...{ endsOn: day("2026-01-01"), endedOn: null, replacesId: null, value: minor(100), currency: "EUR" },
  ...(said as object),
});

/** The renewal of a contract, open. */
export const aDecision = (
  contractId: string | null,
  said: Partial<Record<keyof Decision, unknown>> = {},
): Decision => ({
  ...{ id: `1${contractId}`, externalId: `r${contractId}`, accountId: "1", contractId, dueOn: day("2026-01-01") },
  ...{ closed: null, due: minor(100), renewed: minor(0), renewedById: null, currency: "EUR" },
  ...(said as object),
});

export const renewed = (on: string, value: number, renewedById: string | null = null) => ({
  ...{ closed: { on: day(on), as: "RENEWED" }, renewed: minor(value), renewedById },
});
export const lost = (on: string) => ({ closed: { on: day(on), as: "LOST" } });

/** The history as a day knows it, as the query reads it. */
export const asOf = ({ customerId, terms, decisions }: History, on: Day): History => ({
  customerId,
  terms: terms
    .filter(({ signedOn }) => signedOn <= on)
    .map((term) => ({ ...term, endedOn: term.endedOn !== null && term.endedOn <= on ? term.endedOn : null })),
  decisions: decisions
    .filter(({ contractId }) => terms.some(({ id, signedOn }) => id === contractId && signedOn <= on))
    .map((one) => (one.closed && one.closed.on <= on ? one : { ...one, closed: null, renewedById: null })),
});

interface Step {
  readonly gap: number;
  readonly what: "SIGN" | "AMEND" | "END";
  readonly pick: number;
  readonly value: number;
  readonly monthToMonth: boolean;
  /** what becomes of terms that end before the step */
  readonly renews: boolean;
  readonly linked: boolean;
}

interface Line {
  term: Term;
  decision: Decision | null;
}

/** A customer as its business goes, each fact as the mutations write it, with what should be in force after all. */
export interface Course {
  readonly history: History;
  readonly inForce: bigint;
}

function run(steps: readonly Step[], several: boolean): Course {
  const terms = new Map<string, Term>();
  const decisions: Decision[] = [];
  let lines: Line[] = [];
  const store = (said: Omit<Term, "id" | "externalId" | "accountId" | "currency" | "endedOn">): Line => {
    const term = aTerm(String(terms.size + 1), { ...said, endedOn: null });
    terms.set(term.id, term);
    return {
      term,
      decision: term.endsOn && aDecision(term.id, { id: `${100 + terms.size}`, dueOn: term.endsOn, due: term.value }),
    };
  };
  const settle = ({ decision }: Line, said: object): void => {
    if (decision) decisions.push({ ...decision, ...said });
  };
  const pass = (line: Line, today: Day, { renews, linked, value }: Step): Line[] => {
    const { endsOn } = line.term;
    if (endsOn === null || endsOn > today) return [line];
    if (!renews) {
      settle(line, lost(endsOn));
      return [];
    }
    const next = store({
      signedOn: endsOn,
      startsOn: endsOn,
      endsOn: addDays(endsOn, 365),
      replacesId: null,
      value: minor(value),
    });
    settle(line, renewed(endsOn, value, linked || several ? next.term.id : null));
    return pass(next, today, { ...{ renews, linked, value } } as Step);
  };
  const act = (today: Day, { what, pick, value, monthToMonth }: Step): void => {
    const line = lines[pick % Math.max(1, lines.length)];
    const endsOn = monthToMonth ? null : addDays(today, 365);
    const signed = { signedOn: today, startsOn: today, value: minor(value) };
    if (!line || (what === "SIGN" && several)) lines.push(store({ ...signed, endsOn, replacesId: null }));
    else if (line.term.startsOn >= today) return;
    else if (what === "END") {
      terms.set(line.term.id, { ...line.term, endedOn: today });
      settle(line, lost(today));
      lines = lines.filter((one) => one !== line);
    } else {
      lines[lines.indexOf(line)] = store({ ...signed, endsOn: line.term.endsOn, replacesId: line.term.id });
    }
  };
  let today = day("2020-01-01");
  for (const step of steps) {
    today = addDays(today, step.gap);
    lines = lines.flatMap((line) => pass(line, today, step));
    act(today, step);
  }
  for (const line of lines) settle(line, {});
  return {
    history: { customerId: "1", terms: [...terms.values()], decisions },
    inForce: lines.reduce((sum, { term }) => sum + term.value, 0n),
  };
}

const aStep: fc.Arbitrary<Step> = fc.record({
  gap: fc.integer({ min: 1, max: 300 }),
  what: fc.constantFrom("SIGN", "AMEND", "END"),
  pick: fc.nat(5),
  value: fc.integer({ min: 1, max: 1_000 }),
  monthToMonth: fc.boolean(),
  renews: fc.boolean(),
  linked: fc.boolean(),
});

/** Of one contract after another, renewals naming the next one or not; or of several side by side. */
export const aCourse = fc
  .tuple(fc.array(aStep, { minLength: 1, maxLength: 12 }), fc.boolean())
  .map(([steps, several]) => run(steps, several));
