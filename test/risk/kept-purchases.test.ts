import fc from "fast-check";
import { endInWhatIsRead, RUN } from "../support/kept-story";

/** Something that happens to purchases of the buyer and its twin. */
type Event =
  | {
      readonly what: "buy";
      readonly days: number;
      readonly amount: number;
      readonly lines: number;
      readonly product: string;
      readonly who: 1 | 3 | 4;
    }
  | { readonly what: "refund"; readonly of: number; readonly days: number; readonly share: number }
  | { readonly what: "move"; readonly of: number; readonly days: number }
  | { readonly what: "take away" | "take a line from" | "change a line of"; readonly of: number }
  | { readonly what: "merge" | "rename the series" };

const days = fc.nat({ max: 24 });
const of = fc.nat({ max: 60 });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ what: fc.constant("buy" as const), days, amount: fc.integer({ min: -500, max: 20_000 }) },
      ...{
        lines: fc.nat({ max: 2 }),
        product: fc.constantFrom("pod", "leaf"),
        who: fc.constantFrom(1 as const, 3 as const, 4 as const),
      },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("refund" as const), of, days, share: fc.constantFrom(0.5, 1) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("move" as const), of, days }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ what: fc.constantFrom("take away" as const, "take a line from" as const, "change a line of" as const), of },
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom("merge" as const, "rename the series" as const) }) },
);

/** From three weeks before the day on which it is known to some days behind it. */
const day = (after: number): string => `date '2026-03-20' + ${after}`;
const nth = (place: number): string =>
  `(select id from purchase where refund_of_id is null order by id offset ${place} % greatest(1, (select count(*) from purchase where refund_of_id is null)) limit 1)`;

function sql(one: Event): string {
  if (one.what === "buy")
    return `
      with bought as (
        insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
        values (gen_random_uuid()::text, ${one.who}, ${day(one.days)}, ${one.amount}, 'EUR') returning id)
      insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
      select gen_random_uuid()::text, bought.id, product.id, ${one.amount}, case n when 2 then null else 7 end, 0.05 * n, 'EUR'
      from bought, product, generate_series(1, ${one.lines}) n where product.external_id = '${one.product}'`;
  if (one.what === "refund")
    return `
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
      select gen_random_uuid()::text, customer_id, greatest(purchased_on, ${day(one.days)}), -amount_minor * ${one.share}, 'EUR', id
      from purchase where id = ${nth(one.of)} and amount_minor > 0`;
  if (one.what === "move")
    return `
      update purchase set purchased_on = ${day(one.days)} where id = ${nth(one.of)}
        and not exists (select from purchase r where r.refund_of_id = purchase.id)`;
  if (one.what === "take away")
    return `
      with gone as (select id from purchase where id = ${nth(one.of)} and not exists (select from purchase r where r.refund_of_id = purchase.id)),
      lines as (delete from purchase_line where purchase_id in (select id from gone))
      delete from purchase where id in (select id from gone)`;
  if (one.what === "take a line from") return `delete from purchase_line where purchase_id = ${nth(one.of)}`;
  if (one.what === "change a line of")
    return `update purchase_line set discount = 0.5 where purchase_id = ${nth(one.of)}`;
  if (one.what === "merge") return `update customer set merged_into_id = 1, merged_on = '2026-03-25' where id = 3`;
  return `update product set series = series || '.'`;
}

/** How many days before the run they are. */
const FAR_BACK = [730, 729, 545, 544, 455, 454, 365, 364, 180, 179, 90, 89];
const buyer = { what: "buy", amount: 900, lines: 1, who: 1 } as const;

test("whatever happens to purchases, what is kept is what is read afresh", async () => {
  await endInWhatIsRead({
    beside: `
      insert into product (external_id, name, series) values ('leaf', 'Leaves', 'Tea');
      insert into customer (external_id, name) values ('rare', 'Rare');
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('first', 4, '2023-01-01', 100, 'EUR')`,
    event,
    sql,
    examples: [
      // What was bought later of another series is added, and is what there is at the end.
      [{ ...buyer, days: 0, product: "pod" }, RUN, { ...buyer, days: 5, product: "leaf" }],
      // Taken back whole before it was read.
      [RUN, { ...buyer, days: 5, product: "pod" }, { what: "refund", of: 33, days: 6, share: 1 }],
      // Later than all that was read, and long ago, around each day from which on something is told.
      [
        RUN,
        ...FAR_BACK.map(
          (ago, place) => ({ ...buyer, who: 4, days: 21 - ago, amount: 100 + place ** 2, product: "leaf" }) as const,
        ),
      ],
      // What takes something off costs, too.
      [RUN, { ...buyer, days: 14, amount: -348, product: "pod" }],
    ],
  });
});
