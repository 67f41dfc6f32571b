import { addDays } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { usualRole } from "../credit/calc/book";
import { holdingsIn } from "../credit/holdings.queries";
import type { Question } from "../scorecards/question";
import { type Scorecard, segmentOf } from "../scorecards/scorecard";
import { repsOf, type Subject } from "../scorecards/subject";
import { compareReps, type Comparison, judge, type Judgement } from "./calc/judgement";
import { largestShares } from "./calc/largest-share";
import { noteOn } from "./calc/note";
import type { JudgedBook } from "./calc/rep-differences";
import { type Expectation, expectationOf, type Outlook, type Training } from "./expectation";

/** Losses against those to be expected, and what the judgement rests on. */
export interface RiskAdjusted extends Omit<Judgement, "shrunken"> {
  /** null where no reps are judged: of the house, and of the company, which is its own yardstick */
  readonly shrunken: number | null;
  readonly comparison: Comparison;
  readonly training: Training;
  readonly note: string | null;
}

/**
 * What a scorecard's customers at the opening lost, against what was to be expected of them; null when there were none.
 * Whoever a policy credits at the end, this looks at who had them before. Source: domain §3.3.
 *
 * All scorecards of one question in a request take the same statements: those of the expectation, one for who held whom,
 * and one for who is in whose team.
 */
export async function riskAdjustedOf(context: Context, scorecard: Scorecard): Promise<RiskAdjusted | null> {
  const { subject, role } = scorecard;
  const floor = await batched(context, `role judged ${scorecard.key}`, role ?? "", (roles) =>
    judgedRoles(context, scorecard, roles),
  );
  const books = await booksOf(context, scorecard, subject, floor!);
  if (books.length === 0) return null;
  const { comparison, training, house } = floor!;
  const judgement = judge(books, comparison.variance);
  const shrunken = subject.kind === "COMPANY" || subject.kind === "HOUSE" ? null : judgement.shrunken;
  const ofHouse = house && judge([house], comparison.variance);
  const note = noteOn({ judgement, house: ofHouse, comparison, training });
  return { ...judgement, shrunken, comparison, training, note };
}

/** Everybody's books in one role. */
interface JudgedRole {
  readonly byRep: ReadonlyMap<string, JudgedBook>;
  readonly house: JudgedBook | null;
  readonly comparison: Comparison;
  readonly training: Training;
}

async function judgedRoles(
  context: Context,
  question: Question,
  roles: readonly string[],
): Promise<ReadonlyMap<string, JudgedRole>> {
  const { period, base, asOf, definition, currency } = question;
  const opening = addDays(period.start, -1);
  const [expectation, holdings, segment] = await Promise.all([
    expectationOf(context, { period, base, asOf, graceDays: definition.graceDays, currency }),
    holdingsIn(context, { from: opening, to: opening, role: question.role, reps: null }),
    segmentOf(context, question),
  ]);
  const usual = usualRole(holdings);
  return new Map(
    roles.map((asked) => {
      const role = asked || usual;
      const owners = largestShares(holdings.filter((holding) => holding.role === role));
      return [asked, judgedRole(expectation, owners, segment)];
    }),
  );
}

function judgedRole(
  { outlooks, training }: Expectation,
  owners: ReadonlyMap<string, string>,
  segment: ReadonlySet<string> | null,
): JudgedRole {
  const asked = [...outlooks].filter(([customer]) => segment?.has(customer) ?? true);
  const books = new Map(
    [...groupBy(asked, ([customer]) => owners.get(customer) ?? HOUSE)].map(([rep, held]) => [
      rep,
      bookOf(held.map(([, outlook]) => outlook)),
    ]),
  );
  const house = books.get(HOUSE) ?? null;
  books.delete(HOUSE);
  return { byRep: books, house, comparison: compareReps([...books.values()]), training };
}

/** No rep has this id. */
const HOUSE = "";

const bookOf = (outlooks: readonly Outlook[]): JudgedBook => ({
  probabilities: outlooks.map(({ probability }) => probability),
  losses: outlooks.filter(({ lost }) => lost).length,
});

async function booksOf(
  context: Context,
  { period, key }: Question,
  subject: Subject,
  { byRep, house }: JudgedRole,
): Promise<JudgedBook[]> {
  const ofHouse = house ? [house] : [];
  if (subject.kind === "COMPANY") return [...byRep.values(), ...ofHouse];
  if (subject.kind === "HOUSE") return ofHouse;
  const { kind, id } = subject;
  const reps = await batched(context, `reps judged ${kind} ${key}`, id, (ids) =>
    repsOf(context, kind, ids, addDays(period.start, -1)),
  );
  return (reps ?? []).flatMap((rep) => byRep.get(rep) ?? []);
}
