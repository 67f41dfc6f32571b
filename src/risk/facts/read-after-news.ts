import type { Day } from "../../kernel/calendar";
import { runInOneSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { MoneyFact } from "../../value/customer-value/calc/money-facts";
import { factsIn, type MoneyColumns } from "../../value/customer-value/money-columns";
import { addedMoney, addedRows } from "./added";
import { FAMILIES, FAMILY_PARTS, type FamilyPart, familyQuery, PARTS_OF, subjectsQuery } from "./facts.queries";
import {
  type FamilyName,
  type FamilyTexts,
  foundIn,
  registersIn,
  type Rows,
  rowsOfEach,
  type Subject,
  subjectsIn,
  type SubjectTexts,
} from "./found";
import { keptIn, keptQuery, type KeptRow } from "./kept-facts.queries";
import { inTurn, keysOf, type Known, type KnownQuestion, moneyQuestion, readAfresh, type ReadKnown } from "./known";
import { MONEY_PARTS, type MoneyPart, moneyQuery } from "./money.queries";
import { askedFor, changedParts, type News } from "./news";

/**
 * Reads what news may have changed, and takes the rest as it was read last: new facts cost what stands beside them, however
 * much else is known of a customer. Of whom nothing is kept, all is read.
 */
export const readAfter =
  (news: News): ReadKnown =>
  async (context, question) => {
    const changed: Changed = { families: changedParts(news, FAMILY_PARTS), money: changedParts(news, MONEY_PARTS) };
    const customers = [...news.keys()];
    const { kept, ...read } = await readChanged(context, question, news, changed);
    const subjects = subjectsIn(read.texts);
    const again = renewing(read, keysOf(subjects), changed);
    const unknown = customers.filter((customer) => !kept.has(customer) && !isAll(changed, customer));
    const afresh = await allOf(context, question, unknown);
    const known = ({ customerId }: Subject, place: number): Known =>
      afresh.get(customerId) ?? again(kept.get(customerId) ?? NOTHING, customerId, place);
    return { registers: registersIn(read.texts), customers: inTurn(subjects, known) };
  };

/** What the news of each customer may have changed. */
interface Changed {
  readonly families: ReadonlyMap<string, ReadonlySet<FamilyPart>>;
  readonly money: ReadonlyMap<string, ReadonlySet<MoneyPart>>;
}

/** Whatever can be told of it was read: news of the customer itself, who may be a new one. */
const isAll = ({ families }: Changed, customer: string): boolean => families.get(customer)!.size === FAMILIES.length;

const NOTHING: Known = { rows: rowsOfEach(() => []), money: [], wonOn: null };

/** Amounts behind the keys of their customers. */
type Amounts = readonly (readonly MoneyFact[] | undefined)[];

interface Read {
  readonly texts: FamilyTexts & SubjectTexts;
  readonly later: FamilyTexts;
  readonly money: ReadonlyMap<MoneyPart, Amounts>;
  /** of those who may have been won on another day */
  readonly wonOn: ReadonlyMap<string, Day | null>;
}

/** What takes longest comes first. What is kept is long to parse: meanwhile the money of others is read. */
async function readChanged(
  { database: { pool }, signal }: Context,
  question: KnownQuestion,
  news: News,
  changed: Changed,
): Promise<Read & { readonly kept: ReadonlyMap<string, Known> }> {
  const customers = [...news.keys()];
  const money = askedFor(news, changed.money, MONEY_PARTS);
  const families = askedFor(news, changed.families, FAMILY_PARTS);
  const queries = [
    ...money.map(({ part, whom }) => moneyQuery(part, moneyQuestion(question), whom)),
    keptQuery(question, customers),
    subjectsQuery(question, customers),
    ...families.map(({ part, whom }) => familyQuery(part, question, whom)),
  ];
  const results = await runInOneSnapshot(pool, queries, signal);
  const tables = money.map(({ part }, place) => [part, tablesIn(results[place]!.rows[0] as Texts)] as const);
  const [kept, ...told] = results.slice(money.length);
  const [subjects, ...found] = told.map(({ rows }) => rows[0] as Texts);
  const textsOf = (later: boolean): Texts =>
    Object.assign({}, ...found.filter((_row, place) => (families[place]!.part.isLater ?? false) === later)) as Texts;
  return {
    kept: keptIn(kept!.rows as KeptRow[]),
    texts: { ...(subjects as unknown as SubjectTexts), ...textsOf(false) },
    later: textsOf(true),
    money: new Map(tables.map(([part, told]) => [part, factsIn(told)])),
    wonOn: new Map(tables.flatMap(([, { subject }]) => (subject ? wonIn(subject) : []))),
  };
}

type Texts = Readonly<Record<string, string>>;

const tablesIn = (row: Texts): Partial<MoneyColumns> =>
  Object.fromEntries(Object.entries(row).map(([table, text]) => [table, JSON.parse(text)])) as Partial<MoneyColumns>;

const wonIn = ([customers, , wonOn]: MoneyColumns["subject"]): (readonly [string, Day | null])[] =>
  (customers ?? []).map((customer, row) => [customer, wonOn![row]!]);

async function allOf(
  context: Context,
  question: KnownQuestion,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  if (customers.length === 0) return new Map();
  const afresh = await readAfresh(context, { ...question, customers });
  return new Map(Array.from(afresh.customers, ([{ customerId }, known]) => [customerId, known]));
}

/** What was read last of a customer, with what was read now in its place or added to it. */
function renewing({ texts, later, money, wonOn }: Read, keys: readonly string[], changed: Changed) {
  const [found, foundLater] = [foundIn(texts, keys), foundIn(later, keys)];
  return (last: Known, customerId: string, place: number): Known => {
    const families = changed.families.get(customerId)!;
    const rowsOf = <Name extends FamilyName>(name: Name): readonly Rows[Name][] => {
      const { whole, later } = PARTS_OF[name];
      if (families.has(whole)) return found[name](place);
      return later && families.has(later) ? addedRows(name, last.rows[name], foundLater[name](place)) : last.rows[name];
    };
    const renewed = (amounts: readonly MoneyFact[], part: MoneyPart): readonly MoneyFact[] => {
      const now = money.get(part)![Number(customerId)] ?? [];
      return part.isLater
        ? addedMoney(amounts, now)
        : [...amounts.filter(({ kind }) => !part.kinds.includes(kind)), ...now];
    };
    return {
      rows: rowsOfEach(rowsOf),
      money: [...changed.money.get(customerId)!].reduce(renewed, last.money),
      wonOn: wonOn.has(customerId) ? wonOn.get(customerId)! : last.wonOn,
    };
  };
}
