import { groupBy } from "../../../kernel/group-by";
import { minor, type Minor } from "../../../kernel/money";
import { attribute } from "../../calc/attribution";
import type { CreditedEvent, SoldPart } from "../../calc/person";

/** What of a purchase was sold of one product, all of its lines together. */
export interface SoldProduct {
  /** null of lines that name none */
  readonly product: string | null;
  readonly series: string | null;
  readonly amount: bigint;
  /** null unless it is recorded of all of them */
  readonly cost: bigint | null;
}

/** Of what no line is told. */
const UNKNOWN: SoldProduct = { product: null, series: null, amount: 1n, cost: null };

/**
 * Tells one person's credits product by product: in proportion to the lines' amounts, and profit in proportion to what is left
 * of them after their costs where those are recorded, each by largest remainder, so that the parts add up to the credit. What an
 * order says nothing of is of an unknown product. A refund without lines of its own takes back what is left of each product in
 * proportion: once all is taken back, nothing is left of any.
 *
 * @param lines by event
 */
export function toldByProduct(
  credits: readonly CreditedEvent[],
  lines: ReadonlyMap<string, readonly SoldProduct[] | undefined>,
): CreditedEvent[] {
  const orders = groupBy(credits, ({ role, currency, reverses, id }) => `${role} ${currency} ${reverses ?? id}`);
  return [...orders.values()].flatMap((order) => orderByProduct(order, lines));
}

/** @param order a purchase and what takes it back */
function orderByProduct(order: readonly CreditedEvent[], lines: Parameters<typeof toldByProduct>[1]): CreditedEvent[] {
  const linesOf = ({ id, reverses }: CreditedEvent): readonly SoldProduct[] =>
    lines.get(id) ?? (reverses === null ? [UNKNOWN] : []);
  const inOrder = [...order].sort((a, b) => (a.id < b.id ? -1 : 1));
  const products = [...new Map([...inOrder.flatMap(linesOf), UNKNOWN].map((one) => [keyOf(one), one])).values()];
  const values = partsOf(
    inOrder,
    products,
    linesOf,
    ({ value }) => value,
    ({ amount }) => amount,
  );
  const isCostKnown = inOrder.flatMap(linesOf).every(({ cost }) => cost !== null);
  const margin = ({ amount, cost }: SoldProduct): bigint => (isCostKnown ? amount - cost! : amount);
  const profits = partsOf(inOrder, products, linesOf, ({ profit }) => profit ?? (0n as Minor), margin);
  return inOrder.map((credit, place) => {
    const told = products.map(({ product, series }, at): SoldPart => {
      const profit = credit.profit === null ? null : minor(profits[place]![at]!);
      return { product, series, value: minor(values[place]![at]!), profit };
    });
    return { ...credit, sold: told.filter(({ value, profit }) => value !== 0n || (profit ?? 0n) !== 0n) };
  });
}

const keyOf = ({ product }: SoldProduct): string => JSON.stringify(product);

/** What of each credit falls to each product, in the order of both. */
function partsOf(
  credits: readonly CreditedEvent[],
  products: readonly SoldProduct[],
  linesOf: (credit: CreditedEvent) => readonly SoldProduct[],
  amountOf: (credit: CreditedEvent) => bigint,
  weightOf: (line: SoldProduct) => bigint,
): bigint[][] {
  const own = credits.map((credit) => {
    const weights = new Map(linesOf(credit).map((line) => [keyOf(line), weightOf(line)]));
    return weights.size === 0
      ? null
      : split(
          amountOf(credit),
          products.map((one) => weights.get(keyOf(one)) ?? 0n),
        );
  });
  const left = products.map((_, at) => own.reduce((sum, parts) => sum + (parts?.[at] ?? 0n), 0n));
  let [back, before] = [0n, products.map(() => 0n)];
  return credits.map((credit, place) => {
    if (own[place]) return own[place];
    back += amountOf(credit);
    const after = split(back, left);
    const parts = after.map((part, at) => part - before[at]!);
    before = after;
    return parts;
  });
}

/** By largest remainder; what nothing weighs for falls to the last, the unknown one. */
function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const parts: readonly bigint[] = attribute(minor(amount), weights).amounts;
  const rest = amount - parts.reduce((sum, part) => sum + part, 0n);
  return parts.map((part, at) => (at === parts.length - 1 ? part + rest : part));
}
