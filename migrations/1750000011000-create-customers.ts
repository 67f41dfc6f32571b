import type { MigrationInterface, QueryRunner } from "typeorm";
import { exceptionalExponents } from "../src/kernel/money";

/** The accounts, and the dated teams of reps that serve them. */
export class CreateCustomers1750000011000 implements MigrationInterface {
  name = "CreateCustomers1750000011000";

  async up(runner: QueryRunner): Promise<void> {
    const exponents = exceptionalExponents().map(([currency, exponent]) => `when '${currency}' then ${exponent}`);
    await runner.query(`
      create function major_units(amount bigint, currency char(3)) returns text language sql immutable parallel safe as $$
        select case case currency ${exponents.join(" ")} else 2 end
          when 2 then round(amount::numeric / 100, 2)::text
          when 0 then amount::text
          when 3 then round(amount::numeric / 1000, 3)::text
          else round(amount::numeric / 10000, 4)::text end
      $$`);

    await runner.query(`
      create table customer (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        name text collate "C" not null,
        relationship text not null default 'REPEAT_PURCHASE',
        segment text collate "C",
        industry text,
        region text,
        currency char(3),
        source text,
        first_contact_on date,
        acquired_on date,
        acquisition_cost_minor bigint,
        parent_id bigint,
        referred_by_id bigint,
        note text,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint customer_pkey primary key (id),
        constraint customer_external_id_key unique (external_id),
        constraint customer_parent_id_fkey foreign key (parent_id) references customer (id),
        constraint customer_referred_by_id_fkey foreign key (referred_by_id) references customer (id),
        constraint customer_parent_check check (parent_id <> id),
        constraint customer_relationship_check check (relationship in ('CONTRACT', 'REPEAT_PURCHASE')),
        constraint customer_currency_check check (currency ~ '^[A-Z]{3}$'),
        constraint customer_acquisition_cost_check check (acquisition_cost_minor is null or currency is not null)
      )`);
    await runner.query(`create index customer_name_idx on customer (name, id)`);
    await runner.query(`create index customer_segment_idx on customer (segment, id)`);
    await runner.query(`create index customer_acquired_on_idx on customer (acquired_on, id)`);
    await runner.query(`create index customer_parent_id_idx on customer (parent_id) where parent_id is not null`);

    await runner.query(`
      create table assignment (
        id bigint generated always as identity,
        external_id text collate "C" not null,
        customer_id bigint not null,
        rep_id bigint not null,
        role text not null,
        share integer not null default 10000,
        origin text not null default 'GIVEN',
        starts_on date not null,
        ends_on date,
        version integer not null default 1,
        recorded_at timestamptz(3) not null default now(),
        constraint assignment_pkey primary key (id),
        constraint assignment_external_id_key unique (external_id),
        constraint assignment_customer_id_fkey foreign key (customer_id) references customer (id),
        constraint assignment_rep_id_fkey foreign key (rep_id) references rep (id),
        constraint assignment_role_check
          check (role in ('SALES', 'ACCOUNT_MANAGER', 'CUSTOMER_SUCCESS', 'SUPPORT', 'MARKETING')),
        constraint assignment_share_check check (share between 1 and 10000),
        constraint assignment_origin_check check (origin in ('GIVEN', 'PURCHASES')),
        constraint assignment_ends_on_check check (ends_on > starts_on),
        constraint assignment_no_overlap exclude using gist
          (customer_id with =, role with =, rep_id with =, daterange(starts_on, ends_on) with &&) deferrable initially deferred
      )`);
    await runner.query(`create index assignment_customer_id_idx on assignment (customer_id, starts_on)`);
    await runner.query(`create index assignment_rep_id_idx on assignment (rep_id, customer_id)`);

    await runner.query(`
      create function assignment_shares_fit() returns trigger language plpgsql as $$
      begin
        -- Most rows overlap nothing that could add up to too much: the days need not be looked at.
        if 10000 < (
          select sum(a.share) from assignment a
          where a.customer_id = new.customer_id and a.role = new.role
            and daterange(a.starts_on, a.ends_on) && daterange(new.starts_on, new.ends_on)
        ) and exists (
          select from assignment a
          where a.customer_id = new.customer_id and a.role = new.role
            and daterange(a.starts_on, a.ends_on) && daterange(new.starts_on, new.ends_on)
            and 10000 < (
              select sum(b.share) from assignment b
              where b.customer_id = a.customer_id and b.role = a.role
                and daterange(b.starts_on, b.ends_on) @> greatest(a.starts_on, new.starts_on))
        ) then
          raise exception using errcode = 'check_violation', constraint = 'assignment_shares_fit',
            message = 'the shares of one customer and role exceed 10000 basis points on a day';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create constraint trigger assignment_shares_fit after insert or update on assignment
      deferrable initially deferred for each row execute function assignment_shares_fit()`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only: restore a backup instead.");
  }
}
