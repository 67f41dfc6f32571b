import { lastDayOf, upTo } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { Asked } from "../../value/about-customers.queries";
import { valueChanges } from "../../value/changes/value-changes";
import { experiences } from "../../value/contacts/experiences.queries";
import { questions } from "../../value/contacts/questions.queries";
import { thanksForRenewals } from "../../value/contacts/thanks.queries";
import { touches } from "../../value/contacts/touches.queries";
import { customersMoney } from "../../value/customer-value/customer-money";
import { lifetimesOf } from "../../value/customer-value/lifetime";
import type { DueRenewal } from "../../value/renewals/calc/due-renewal";
import { dueRenewals } from "../../value/renewals/due-renewals";
import { savesOf } from "../../risk/saves/saves.queries";
import { buyersOf } from "../../value/returns/buyers.queries";
import { returns } from "../../value/returns/returns.queries";
import { referrals } from "../../value/voice/referrals.queries";
import { surveyAnswers } from "../../value/voice/survey-answers.queries";
import type { FactKind, Facts } from "../measures/measure";
import { expectationOf } from "../risk-adjusted/expectation";
import { EVERYBODY, NOBODY, type Population } from "./book";
import type { Question } from "./question";

export type FactsBy<Kind extends FactKind> = ReadonlyMap<string, Facts[Kind]>;
type Load<Kind extends FactKind> = (
  context: Context,
  question: Question,
  customers: readonly string[] | null,
  others: <Other extends FactKind>(kind: Other) => Promise<FactsBy<Other>>,
) => Promise<FactsBy<Kind>>;

/** How each kind of facts is fetched: one set-based statement for all customers asked for. */
const LOADS: { readonly [Kind in FactKind]: Load<Kind> } = {
  changes: (context, { period, base, asOf, definition: { graceDays }, currency }, customers) =>
    valueChanges(context, { period, base, asOf, graceDays }, currency, customers),
  renewals: async (context, { period, asOf, definition: { graceDays }, currency }, customers, others) => {
    const due = dueRenewals(context, { period, asOf, graceDays, customers }, currency);
    return withOpenings(...(await Promise.all([due, others("changes")])));
  },
  money: (context, { period, asOf, definition: { graceDays }, currency }, customers) =>
    customersMoney(context, { period, asOf, graceDays, customers }, currency),
  touch: (context, question, customers) => touches(context, known(question), question.definition, customers),
  questions: (context, question, customers) => questions(context, known(question), customers),
  thanks: (context, question, customers) =>
    thanksForRenewals(context, known(question), question.definition.thankedWithinDays, customers),
  experiences: (context, question, customers) => experiences(context, known(question), customers),
  voice: (context, question, customers) => surveyAnswers(context, known(question), customers),
  referrals: (context, question, customers) => referrals(context, known(question), customers),
  buying: (context, question, customers) => buyersOf(context, known(question), customers),
  returns: (context, question, customers) => returns(context, known(question), question.definition, customers),
  saves: (context, question, customers) => savesOf(context, known(question), question.definition.graceDays, customers),
  lifetimes: (context, { period, asOf, definition: rules, currency }, customers) => {
    const last = lastDayOf(upTo(period, asOf));
    return lifetimesOf(context, { asOf: last, rules, currency, ratesOn: period.start, customers });
  },
  outlook: async (context, { period, base, asOf, definition: { graceDays }, currency }) =>
    (await expectationOf(context, { period, base, asOf, graceDays, currency })).outlooks,
};

/** The part of the period that has happened. */
const known = ({ period, asOf }: Question): Asked => ({ period: upTo(period, asOf), asOf });

/** Facts about a book's customers. All books of one request and question are answered together. */
export async function factsOf<Kind extends FactKind>(
  context: Context,
  question: Question,
  kind: Kind,
  { population }: { readonly population: Population },
): Promise<FactsBy<Kind>> {
  if (population === NOBODY) return new Map();
  const found = await batched(context, `facts ${kind} ${question.key}`, population, async (populations) => {
    const others = async <Other extends FactKind>(other: Other): Promise<FactsBy<Other>> =>
      new Map(
        (await Promise.all(populations.map((one) => factsOf(context, question, other, { population: one })))).flatMap(
          (all) => [...all],
        ),
      );
    const facts = await LOADS[kind](context, question, together(populations), others);
    return new Map(populations.map((one) => [one, facts]));
  });
  return found ?? new Map();
}

/** Contract customers with what is due, and with what they were worth before the period. */
function withOpenings(
  due: ReadonlyMap<string, readonly DueRenewal[]>,
  changes: FactsBy<"changes">,
): FactsBy<"renewals"> {
  const found = new Map<string, Facts["renewals"]>();
  for (const [customer, { opening, underContract }] of changes)
    if (underContract) found.set(customer, { due: due.get(customer) ?? [], opening });
  for (const [customer, renewals] of due)
    if (!found.has(customer)) found.set(customer, { due: renewals, opening: minor(0) });
  return found;
}

function together(populations: readonly Population[]): readonly string[] | null {
  if (populations.includes(EVERYBODY)) return null;
  return [...new Set(populations.flatMap((one) => one.split(",")))];
}
