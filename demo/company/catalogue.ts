import { yearOf, type DayNumber } from "../days";
import { word } from "../names";
import { Random } from "../random";

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly series: string;
  /** 1 to 3: what a customer grows into */
  readonly step: number;
  readonly category: string;
  /** minor units, in whichever currency the customer pays */
  readonly listPrice: number;
  /** share of the list price that it costs us */
  readonly costShare: number;
}

export type Catalogue = readonly (readonly Product[])[];

const CATEGORIES = ["EQUIPMENT", "CONSUMABLES", "SOFTWARE", "SERVICES", "PARTS", "TRAINING"];
const STEP_NAMES = ["Base", "Plus", "Prime"];
const STEP_PRICES = [1, 1.8, 3.2];
const YEARLY_PRICE_RAISE = 0.04;

/** Six series of three steps. */
export function stock(seed: number): Catalogue {
  const random = new Random(seed, "catalogue");
  return CATEGORIES.map((category, index) => {
    const series = `${word(random)}`;
    const base = random.whole(30, 90) * 100;
    const costShare = random.within(0.45, 0.65);
    return STEP_NAMES.map((name, step) => ({
      id: `P${index + 1}${step + 1}`,
      name: `${series} ${name}`,
      ...{ series, step: step + 1, category, costShare },
      listPrice: Math.round(base * (STEP_PRICES[step] as number)),
    }));
  });
}

/** Minor units; every January the list rises. */
export const priceOn = (product: Product, day: DayNumber, start: DayNumber): number =>
  Math.round(product.listPrice * (1 + YEARLY_PRICE_RAISE) ** (yearOf(day) - yearOf(start)));
