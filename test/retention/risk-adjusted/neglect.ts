import type { Pool } from "pg";
import { Random } from "../../../demo/random";
import { addDays, type Day } from "../../../src/kernel/calendar";

/** The first quarter of 2026, judged against what went before. */
export const QUARTER = { start: "2026-01-01" as Day, end: "2026-04-01" as Day };
const DAYS = 90;
const STEPS_BEFORE = 5;

const LOSS = { SMALL: 0.1, LARGE: 0.03 } as const;
type Segment = keyof typeof LOSS;

export interface SimulatedCustomer {
  readonly rep: number;
  readonly segment: Segment;
  /** true probability of a loss in a quarter, the neglect of its rep included */
  readonly probability: number;
  /** the quarter in which it stopped buying, 0 the judged one, −1 the one before; null: it buys on */
  readonly lostIn: number | null;
}

/**
 * A company whose customers buy once a quarter until they are lost. Rep 0 neglects its customers, which doubles what
 * they are lost with; rep 1 has small customers only, which are hard to keep, and rep 2 large ones only.
 */
export function simulateNeglect(reps: number, customersEach: number): SimulatedCustomer[] {
  const random = new Random("neglect", reps, customersEach);
  return Array.from({ length: reps * customersEach }, (_, index) => {
    const rep = index % reps;
    const drawn: Segment = random.uniform() < 0.5 ? "SMALL" : "LARGE";
    const segment = rep === 1 ? "SMALL" : rep === 2 ? "LARGE" : drawn;
    const probability = LOSS[segment] * (rep === 0 ? 2 : 1);
    let lostIn: number | null = null;
    for (let step = 1 - STEPS_BEFORE; step <= 0 && lostIn === null; step++) {
      if (random.uniform() < probability) lostIn = step;
    }
    return { rep, segment, probability, lostIn };
  });
}

/** Stores the customers with their purchases, and gives each to its rep; customer n gets the id n + 1. */
export async function storeNeglect(owner: Pool, reps: number, customers: readonly SimulatedCustomer[]): Promise<void> {
  await owner.query(
    `insert into rep (external_id, employee_number, full_name) select 'rep ' || n, 'rep ' || n, 'Rep ' || n from generate_series(0, $1 - 1) n`,
    [reps],
  );
  await owner.query(
    `insert into customer (external_id, name, segment, currency)
     select 'customer ' || n, 'Customer ' || n, segment, 'EUR' from unnest($1::text[]) with ordinality as given (segment, n) order by n`,
    [customers.map(({ segment }) => segment)],
  );
  await owner.query(
    `insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
     select 'assignment ' || n, n, rep + 1, 'ACCOUNT_MANAGER', 10000, '2020-01-01' from unnest($1::bigint[]) with ordinality as given (rep, n)`,
    [customers.map(({ rep }) => rep)],
  );
  const bought = customers.flatMap(({ lostIn }, index) =>
    Array.from({ length: STEPS_BEFORE + (lostIn ?? 1) }, (_, step) => ({
      customer: index + 1,
      on: addDays(QUARTER.start, (step - STEPS_BEFORE) * DAYS + 45),
    })),
  );
  await owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select 'purchase ' || n, customer, on_day, 10000, 'EUR' from unnest($1::bigint[], $2::date[]) with ordinality as given (customer, on_day, n)`,
    [bought.map(({ customer }) => customer), bought.map(({ on }) => on)],
  );
}
