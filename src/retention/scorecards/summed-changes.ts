import { addDays, upTo } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { valueChanges } from "../../value/changes/value-changes";
import { ledgerOf } from "../credit/calc/book";
import { wholeOf } from "../credit/calc/claims";
import { excludes } from "../credit/calc/exclusion";
import { wholeShare } from "../credit/calc/share";
import { holdingsIn } from "../credit/holdings.queries";
import type { Counting } from "../measures/figure";
import { attributionOf } from "./attribution";
import type { Question } from "./question";
import { repsOfAll, type Subject } from "./subject";
import { type SummedRow, summedRows } from "./summed-changes.queries";

/**
 * What changed in one rep's book, added up: customers who changed alike are one, for opening, closing and all that a
 * measure makes of them are linear within one movement. A customer that is held in part stands by itself, and so does one
 * whose worth is converted or netted first.
 */
export type SummedChanges = readonly Counting<"changes">[];

/** Of fewer reps the customers are looked up one by one: that costs less than a look at everybody's. */
const MANY_REPS = 20;

/**
 * The changes in a subject's books rep by rep, added up in PostgreSQL; null where every customer has to be looked at: what
 * is asked of few reps, the whole company or a segment, where a policy moves customers to the house, and by rules that ask
 * who held them later.
 */
export async function summedChanges(
  context: Context,
  question: Question,
  subject: Subject,
): Promise<readonly SummedChanges[] | null> {
  const { rule, policy, role, segment } = question;
  if (subject.kind === "COMPANY" || subject.kind === "HOUSE") return null;
  if (rule !== "AT_OPENING" || excludes(policy) || role === null || segment !== null) return null;
  // Whether the role was asked for, or is the usual one of who is asked about: the sums are the same.
  const asked = `summed changes ${JSON.stringify(comparisonOf(question))} ${role}`;
  return batched(context, asked, `${subject.kind} ${subject.id}`, async (keys) => {
    const members = await repsOfAll(context, keys, addDays(question.period.start, -1));
    const reps = [...new Set([...members.values()].flat())];
    if (reps.length < MANY_REPS) return new Map();
    const read = (some: readonly string[]) => sumsOf(context, { ...question, role }, some);
    const sums = await Promise.all(reps.map((rep) => batched(context, `${asked} by rep`, rep, read)));
    const ofRep = new Map(reps.map((rep, place) => [rep, sums[place]!]));
    return new Map(Array.from(members, ([key, all]) => [key, all.flatMap((rep) => [ofRep.get(rep) ?? []])]));
  });
}

type Asked = Question & { readonly role: string };

/** By rep; nothing of who held nobody. */
async function sumsOf(
  context: Context,
  question: Asked,
  reps: readonly string[],
): Promise<ReadonlyMap<string, SummedChanges>> {
  const { currency, role } = question;
  const rows = await summedRows(context, { comparison: comparisonOf(question), currency, role, reps });
  const apart = [...new Set(rows.flatMap(([, customer]) => customer ?? []))];
  const whole = wholeOf(question.rule, upTo(question.period, question.asOf));
  const together = rows.filter(([, customer]) => customer === null).map((row) => [row[0], summed(row, whole)] as const);
  const counted = groupBy([...together, ...(await oneByOne(context, question, apart))], ([rep]) => rep);
  return new Map(Array.from(counted, ([rep, all]) => [rep, all.map(([, one]) => one)]));
}

const comparisonOf = ({ period, base, asOf, definition: { graceDays } }: Question) => ({
  period,
  base,
  asOf,
  graceDays,
});

type Counted = readonly [repId: string, Counting<"changes">];

function summed(
  [, , customers, opening, closing, returned, undecided, underContract]: SummedRow,
  whole: bigint,
): Counting<"changes"> {
  const closed = minor(BigInt(closing));
  return {
    customerId: null,
    share: wholeShare(whole, customers),
    facts: {
      opening: minor(BigInt(opening)),
      closing: closed,
      closingAtNextRates: closed,
      returned: returned === true,
      undecided,
      underContract,
    },
  };
}

/** The customers that do not add up, as they stand in books. */
async function oneByOne(context: Context, question: Asked, customers: readonly string[]): Promise<readonly Counted[]> {
  if (customers.length === 0) return [];
  const opening = addDays(question.period.start, -1);
  const [holdings, attribution, facts] = await Promise.all([
    holdingsIn(context, { from: opening, to: opening, role: question.role, of: { customers } }),
    attributionOf(context, question, customers),
    valueChanges(context, comparisonOf(question), question.currency, customers),
  ]);
  return [...ledgerOf(holdings, attribution).ofRep].flatMap(([rep, entries]) =>
    entries.flatMap(({ customerId, share }): Counted[] => {
      const known = facts.get(customerId);
      return known ? [[rep, { customerId, share, facts: known }]] : [];
    }),
  );
}
