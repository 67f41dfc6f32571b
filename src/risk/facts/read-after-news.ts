import type { Day } from "../../kernel/calendar";
import { runInOneSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { MoneyFact } from "../../value/customer-value/calc/money-facts";
import { factsIn, type MoneyColumns } from "../../value/customer-value/money-columns";
import { FAMILIES, FAMILY, familyQuery, subjectsQuery, textsIn } from "./facts.queries";
import type { Family } from "./family";
import {
  type FamilyTexts,
  foundIn,
  registersIn,
  rowsOfEach,
  type Subject,
  subjectsIn,
  type SubjectTexts,
} from "./found";
import { type Kept, keptIn, keptOf, keptQuery, type KeptRow } from "./kept-facts.queries";
import { inTurn, keysOf, type Known, type KnownQuestion, moneyQuestion, readAfresh, type ReadKnown } from "./known";
import type { Interaction } from "./later/interactions";
import { laterQueries } from "./later/later.queries";
import type { PurchaseRow } from "./later/sales";
import { addingLater, type LaterRows } from "./later/with-later";
import { MONEY_PARTS, type MoneyPart, moneyQuery } from "./money.queries";
import { askedFor, changedParts, type News } from "./news";
import { rowsOfGroups } from "./rows-of-groups";

/**
 * Reads what news may have changed, adds what is later than all that was read, and takes the rest as it was read last: new
 * facts cost what stands beside them, however much else is known of a customer. Of whom nothing is kept, all is read.
 */
export const readAfter =
  (news: News): ReadKnown =>
  async (context, question) => {
    const changed: Changed = { families: changedParts(news, FAMILIES), money: changedParts(news, MONEY_PARTS) };
    const read = await readChanged(context, question, news, changed);
    const subjects = subjectsIn(read.texts);
    const renewed = renewing(read, keysOf(subjects), changed);
    const unknown = [...news.keys()].filter((customer) => !read.kept.has(customer) && !isAll(changed, customer));
    const afresh = await allOf(context, question, unknown);
    const withLater = addingLater(read.later, question.asOf);
    const known = (customer: Subject, place: number): Known => {
      const { customerId } = customer;
      const kept = read.kept.get(customerId);
      const again = () => withLater(renewed(kept ? keptIn(kept) : NOTHING, customerId, place), customer);
      return afresh.get(customerId) ?? again();
    };
    return { registers: registersIn(read.texts), customers: inTurn(subjects, known) };
  };

/** What the news of each customer may have changed. */
interface Changed {
  readonly families: ReadonlyMap<string, ReadonlySet<Family>>;
  readonly money: ReadonlyMap<string, ReadonlySet<MoneyPart>>;
}

/** Whatever can be told of it was read: news of the customer itself, who may be a new one. */
const isAll = ({ families }: Changed, customer: string): boolean => families.get(customer)!.size === FAMILIES.length;

const NOTHING: Known = { rows: rowsOfEach(() => []), money: [], wonOn: null };

/** Amounts behind the keys of their customers. */
type Amounts = readonly (readonly MoneyFact[] | undefined)[];

interface Read {
  readonly texts: FamilyTexts & SubjectTexts;
  readonly money: ReadonlyMap<MoneyPart, Amounts>;
  /** of those who may have been won on another day */
  readonly wonOn: ReadonlyMap<string, Day | null>;
  readonly later: LaterRows;
  /** by customer */
  readonly kept: ReadonlyMap<string, Kept>;
}

/** What takes longest comes first. */
async function readChanged(
  { database: { pool }, signal }: Context,
  question: KnownQuestion,
  news: News,
  changed: Changed,
): Promise<Read> {
  const customers = [...news.keys()];
  const parts = askedFor(changed.money, MONEY_PARTS);
  const families = askedFor(changed.families, FAMILIES);
  const { money, kept, purchases, interactions, texts } = await rowsOfGroups(
    runInOneSnapshot,
    pool,
    {
      money: parts.map((one) => moneyQuery(one.part, moneyQuestion(question), one.customers)),
      kept: [keptQuery(question, customers)],
      purchases: laterQueries("purchases", question.asOf, news),
      interactions: laterQueries("interactions", question.asOf, news),
      texts: [
        subjectsQuery(question, customers),
        ...families.map((one) => familyQuery(one.part, question, one.customers)),
      ],
    },
    signal,
  );
  const tables = parts.map(({ part }, place) => [part, tablesIn(money[place] as Texts)] as const);
  return {
    kept: keptOf(kept[0] as KeptRow),
    later: { purchases: purchases as PurchaseRow[], interactions: interactions as Interaction[] },
    texts: textsIn(texts),
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

/** What was read last of a customer, with what was read now in its place. */
function renewing({ texts, money, wonOn }: Read, keys: readonly string[], changed: Changed) {
  const found = foundIn(texts, keys);
  return (last: Known, customerId: string, place: number): Known => {
    const families = changed.families.get(customerId)!;
    const parts = [...changed.money.get(customerId)!];
    const stays = ({ kind }: MoneyFact): boolean => !parts.some(({ kinds }) => kinds.includes(kind));
    const amounts = parts.flatMap((part) => money.get(part)![Number(customerId)] ?? []);
    return {
      rows:
        families.size === 0
          ? last.rows
          : rowsOfEach((name) => (families.has(FAMILY[name]) ? found[name](place) : last.rows[name])),
      money: parts.length === 0 ? last.money : [...last.money.filter(stays), ...amounts],
      wonOn: wonOn.has(customerId) ? wonOn.get(customerId)! : last.wonOn,
    };
  };
}
