import type { MigrationInterface, QueryRunner } from "typeorm";
import { exceptionalExponents } from "../src/kernel/money";

/** What customers buy: products, purchases and their lines. A refund is a purchase with a negative amount. */
export class CreatePurchases1750000013000 implements MigrationInterface {
  name = "CreatePurchases1750000013000";

  async up(runner: QueryRunner): Promise<void> {
    const exponents = exceptionalExponents().map(([currency, exponent]) => `when '${currency}' then ${exponent}`);
    // Numeric all through: a double would round half to even.
    await runner.query(`
      create function minor_units(amount numeric, currency char(3)) returns bigint language sql immutable parallel safe as $$
        select round(amount * 10::numeric ^ (case currency ${exponents.join(" ")} else 2 end))::bigint
      $$`);

    await runner.query(`
      create table product (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        name text collate "C" not null,
        series text,
        step integer,
        category text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint product_pkey primary key (id),
        constraint product_external_id_key unique (external_id),
        constraint product_step_check check (step >= 1)
      )`);
    await runner.query(`create index product_name_idx on product (name, id)`);

    await runner.query(`
      create table purchase (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        rep_id bigint,
        purchased_on date not null,
        paid_on date,
        amount_minor bigint not null,
        amount_of_lines boolean not null default false,
        cost_minor bigint,
        currency char(3) not null,
        refund_of_id bigint,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint purchase_pkey primary key (id),
        constraint purchase_external_id_key unique (external_id),
        constraint purchase_currency_key unique (id, currency),
        constraint purchase_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint purchase_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint purchase_refund_of_id_fkey foreign key (refund_of_id) references purchase (id),
        constraint purchase_refund_check check (refund_of_id is null or (amount_minor <= 0 and refund_of_id <> id)),
        constraint purchase_currency_check check (currency ~ '^[A-Z]{3}$')
      )`);
    await runner.query(`create index purchase_customer_id_idx on purchase (customer_id, purchased_on desc, id desc)`);
    await runner.query(`create index purchase_rep_id_idx on purchase (rep_id, purchased_on desc, id desc)`);
    await runner.query(
      `create index purchase_refund_of_id_idx on purchase (refund_of_id) where refund_of_id is not null`,
    );

    await runner.query(`
      create table purchase_line (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        purchase_id bigint not null,
        product_id bigint,
        quantity numeric,
        unit_price numeric,
        discount numeric,
        amount_minor bigint not null,
        cost_minor bigint,
        currency char(3) not null,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint purchase_line_pkey primary key (id),
        constraint purchase_line_external_id_key unique (external_id),
        constraint purchase_line_purchase_id_fkey foreign key (purchase_id) references purchase (id),
        constraint purchase_line_currency_fkey foreign key (purchase_id, currency)
          references purchase (id, currency) on update cascade,
        constraint purchase_line_product_id_fkey foreign key (product_id) references product (id),
        constraint purchase_line_discount_check check (discount between 0 and 1)
      )`);
    await runner.query(`create index purchase_line_purchase_id_idx on purchase_line (purchase_id)`);
    await runner.query(`create index purchase_line_product_id_idx on purchase_line (product_id)`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
