import { priceOn, type Product } from "../company/catalogue";
import { iso, monthOf, type DayNumber } from "../days";
import { decimal } from "../money";
import { Random } from "../random";
import type { Sink } from "../sink";
import type { Experience } from "./experience";
import { streamOf, type Life } from "./life";

interface Line {
  readonly product: Product;
  readonly quantity: number;
  /** minor units */
  readonly unitPrice: number;
  /** hundredths */
  readonly discount: number;
  readonly amount: number;
  readonly cost: number;
}

/** By month: a quiet summer, a busy end of the year. */
const SEASON = [0.9, 0.92, 1.02, 1.0, 1.0, 0.98, 0.85, 0.8, 1.02, 1.1, 1.2, 1.21];
const YEARLY_GROWTH = 0.06;
/** By how much the wholly displeased buy less, and the discount (hundredths) that price pressure wrings from us. */
const DISPLEASED_SPEND_LESS = 0.45;
const PRESSED_DISCOUNT = 15;
/** From here on a customer leaves half of its series to somebody else. */
const DISPLEASED_DROP_SERIES = 0.4;
const YEARS_PER_STEP = 2;
const PAID_AFTER_DAYS = 25;
const REFUNDED = 0.015;

/** Writes the purchases of one customer, each with its lines and, now and then, a refund. */
export class Orders {
  private readonly random: Random;
  private readonly series: readonly (readonly Product[])[];
  private readonly usualDiscount: number;
  private count = 0;

  constructor(
    private readonly life: Life,
    private readonly experience: Experience,
    private readonly sink: Sink,
  ) {
    this.random = streamOf(life, "orders");
    const first = this.random.whole(0, life.world.catalogue.length - 1);
    const breadth = this.random.whole(2, 4);
    const { catalogue } = life.world;
    this.series = Array.from({ length: breadth }, (_, at) => catalogue[(first + at) % catalogue.length] ?? []);
    this.usualDiscount = this.random.pick([0, 0, 0, 3, 5, 8]);
  }

  /** @param usual what such a purchase is worth in an ordinary month, minor units */
  place(day: DayNumber, usual: number, refunds: "partial" | "full"): void {
    const { life, random } = this;
    const { timeline } = life.world;
    const mood = this.experience.displeasure[timeline.stepOf(day)] as number;
    const growth = (1 + YEARLY_GROWTH) ** ((day - timeline.start) / 365);
    const season = SEASON[monthOf(day)] as number;
    const target = usual * growth * season * (1 - DISPLEASED_SPEND_LESS * mood) * Math.exp(0.25 * random.normal());
    const lines = this.lines(day, target, mood);
    const id = `${life.profile.id}-O${++this.count}`;
    lines.forEach((line, index) => this.writeLine(id, index, line));
    this.writePurchase(id, day, lines, random.chance(0.99) ? day + Math.ceil(random.erlang(4, PAID_AFTER_DAYS)) : null);
    if (random.chance(REFUNDED)) this.refund(id, day, lines, refunds);
  }

  private lines(day: DayNumber, target: number, mood: number): Line[] {
    const breadth = mood > DISPLEASED_DROP_SERIES ? Math.ceil(this.series.length / 2) : this.series.length;
    const count = this.random.whole(1, breadth);
    const first = this.random.whole(0, breadth - 1);
    return Array.from({ length: count }, (_, at) => this.line(day, target / count, (first + at) % breadth));
  }

  private line(day: DayNumber, target: number, series: number): Line {
    const { profile, world } = this.life;
    const years = (day - (profile.acquiredOn ?? day)) / 365;
    const product = this.series[series]?.[Math.min(2, Math.floor(years / YEARS_PER_STEP))] as Product;
    const pressure = this.experience.causes.PRICE[world.timeline.stepOf(day)] as number;
    const unitPrice = priceOn(product, day, world.timeline.start);
    const discount = this.usualDiscount + Math.round(PRESSED_DISCOUNT * pressure);
    const quantity = Math.max(1, Math.round((target / unitPrice / (100 - discount)) * 100));
    const amount = Math.round((quantity * unitPrice * (100 - discount)) / 100);
    return {
      product,
      quantity,
      unitPrice,
      discount,
      amount,
      cost: Math.round(quantity * unitPrice * product.costShare),
    };
  }

  private writeLine(purchase: string, index: number, line: Line): void {
    this.sink.write("purchaseLine", {
      ...{ externalId: `${purchase}-${index + 1}`, purchase, product: line.product.id, quantity: line.quantity },
      ...{ unitPrice: decimal(line.unitPrice), discount: (line.discount / 100).toFixed(2) },
      ...{ amount: decimal(line.amount), cost: decimal(line.cost), currency: this.life.profile.currency },
    });
  }

  private writePurchase(id: string, day: DayNumber, lines: readonly Line[], paidOn: DayNumber | null): void {
    const { profile, team, world } = this.life;
    this.sink.write("purchase", {
      ...{ externalId: id, customer: profile.id, rep: team.managerOn(day)?.id ?? null, purchasedOn: iso(day) },
      ...{ amount: decimal(total(lines, "amount")), currency: profile.currency, cost: decimal(total(lines, "cost")) },
      paidOn: paidOn !== null && paidOn <= world.timeline.until ? iso(paidOn) : null,
    });
  }

  private refund(refundOf: string, bought: DayNumber, lines: readonly Line[], kind: "partial" | "full"): void {
    const { profile, team, world } = this.life;
    const day = bought + this.random.whole(3, 30);
    if (day > world.timeline.until) return;
    const share = kind === "full" && this.random.chance(0.3) ? 1 : this.random.within(0.1, 0.6);
    const back = (field: "amount" | "cost") => decimal(-Math.round(total(lines, field) * share));
    this.sink.write("purchase", {
      ...{ externalId: `${refundOf}-B`, customer: profile.id, rep: team.managerOn(day)?.id ?? null, refundOf },
      ...{ purchasedOn: iso(day), amount: back("amount"), cost: back("cost"), currency: profile.currency },
    });
  }
}

const total = (lines: readonly Line[], field: "amount" | "cost"): number =>
  lines.reduce((sum, line) => sum + line[field], 0);
