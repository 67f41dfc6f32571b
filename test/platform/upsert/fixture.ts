import { IsIn, IsOptional, Length, Matches, Max, Min, ValidateBy, type ValidationArguments } from "class-validator";
import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";

import { GraphQLDay, GraphQLDecimal, GraphQLInstant } from "../../../src/platform/graphql/scalars";
import type { UpsertSpec } from "../../../src/platform/upsert/spec";
import type { TestDatabase } from "../../support/database";

export enum Size {
  SMALL = "SMALL",
  LARGE = "LARGE",
}
registerEnumType(Size, { name: "FixtureSize" });

/** A rule across fields, as records have them. */
const notBefore = (other: string): PropertyDecorator =>
  ValidateBy({
    name: "notBefore",
    constraints: [other],
    validator: {
      validate: (value: string, details?: ValidationArguments) => {
        const start = (details?.object as Record<string, string | undefined>)[other];
        return start === undefined || start === null || value >= start;
      },
      defaultMessage: () => `$property must not come before $constraint1`,
    },
  });

/** A record with one field of every kind. */
@InputType("FixtureAccountInput")
export class AccountInput {
  @Field(() => ID)
  @Length(1, 12)
  externalId: string;

  @Field()
  @Length(1, 20)
  name: string;

  @Field(() => Size, { nullable: true })
  @IsOptional()
  size?: Size | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(100)
  rating?: number | null;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  ratio?: number | null;

  @Field(() => GraphQLDay, { nullable: true })
  @IsOptional()
  openedOn?: string | null;

  @Field(() => GraphQLDay, { nullable: true })
  @IsOptional()
  @notBefore("openedOn")
  closedOn?: string | null;

  @Field(() => GraphQLInstant, { nullable: true })
  @IsOptional()
  seenAt?: string | null;

  @Field({ nullable: true })
  @IsOptional()
  active?: boolean;

  @Field(() => GraphQLDecimal, { nullable: true })
  @IsOptional()
  value?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  @IsIn(["EUR", "JPY", "KWD"])
  currency?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  region?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  parent?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  nickname?: string | null;
}

@InputType("FixtureRegionInput")
export class RegionInput {
  @Field(() => ID)
  @Length(1, 12)
  externalId: string;

  @Field()
  name: string;
}

export const regions: UpsertSpec = { record: "region", input: RegionInput, table: "region" };

export const accounts: UpsertSpec = {
  record: "account",
  input: AccountInput,
  table: "account",
  references: { region: "region", parent: "account" },
  money: ["value"],
  columns: { ratio: "share" },
  elsewhere: ["nickname"],
  whenNew: { label: "'label of ' || s.external_id" },
  also: [
    ({ rows, given }) =>
      given.has("nickname")
        ? `insert into account_nickname as stored (account_id, nickname)
           select account.id, s.nickname from ${rows} s join account using (external_id) where s.nickname is not null
           on conflict (account_id) do update set nickname = excluded.nickname
           where stored.nickname <> excluded.nickname
           returning (select ordinal from ${rows} s join account using (external_id) where account.id = account_id)`
        : `select 0 as ordinal where false`,
  ],
  constraints: {
    account_parent_check: { field: "parent", message: "must not be the account itself" },
    account_name_key: { field: "name", message: "is taken by another account" },
  },
};

/** Tables for the fixture records, with a deferred rule as account teams have one. */
export async function createFixture({ owner }: TestDatabase): Promise<void> {
  await owner.query(`
    create table region (
      id bigint generated always as identity primary key,
      external_id text collate "C" not null constraint region_external_id_key unique,
      name text not null,
      version integer not null default 1
    );
    create table account (
      id bigint generated always as identity primary key,
      external_id text collate "C" not null constraint account_external_id_key unique,
      name text not null constraint account_name_key unique deferrable initially deferred,
      label text,
      size text not null default 'SMALL',
      rating integer,
      share double precision,
      opened_on date,
      closed_on date,
      seen_at timestamptz(3),
      active boolean,
      value_minor bigint,
      currency char(3),
      region_id bigint references region (id),
      parent_id bigint references account (id) constraint account_parent_check check (parent_id <> id),
      version integer not null default 1
    );
    create table account_nickname (account_id bigint primary key references account (id), nickname text not null)`);
}
