import type { Pool } from "pg";

export interface Sale {
  readonly key: string;
  readonly customer: string;
  readonly on: string;
  /** minor units */
  readonly amount: number;
  readonly currency?: string;
  readonly cost?: number;
  /** of its lines, when it has none itself */
  readonly lineCosts?: readonly (number | null)[];
  readonly refundOf?: string;
}

export async function sell(owner: Pool, sale: Sale): Promise<void> {
  const { key, customer, on, amount, currency = "EUR", cost = null, lineCosts = [], refundOf = null } = sale;
  await owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, cost_minor, currency, refund_of_id)
     select $1, c.id, $3::date, $4::bigint, $5::bigint, $6, (select id from purchase where external_id = $7)
     from customer c where c.external_id = $2`,
    [key, customer, on, amount, cost, currency, refundOf],
  );
  await owner.query(
    `insert into purchase_line (external_id, purchase_id, amount_minor, cost_minor, currency)
     select p.external_id || '-' || line.n, p.id, 0, line.cost, p.currency
     from unnest($2::bigint[]) with ordinality line (cost, n) join purchase p on p.external_id = $1`,
    [key, lineCosts],
  );
}

export interface Term {
  readonly key: string;
  readonly customer: string;
  readonly from: string;
  readonly to: string;
  /** minor units a year */
  readonly yearly: number;
  readonly currency?: string;
  readonly replaces?: string;
}

/** Signed on the day on which it starts. */
export async function sign(owner: Pool, term: Term): Promise<void> {
  const { key, customer, from, to, yearly, currency = "EUR", replaces = null } = term;
  await owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, replaces_id)
     select $1, c.id, $3::date, $3::date, $4::date, $5::bigint, $6, (select id from contract where external_id = $7)
     from customer c where c.external_id = $2`,
    [key, customer, from, to, yearly, currency, replaces],
  );
}
