import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  type ClassType,
} from "type-graphql";
import type { Viewer } from "../auth/viewer";
import type { Context } from "../graphql/context";
import { refusal } from "../graphql/errors";
import { UserError } from "../graphql/user-error.type";
import { demand, mutate } from "../mutation/mutate";
import { planReference } from "../plan/island";
import type { UpsertSpec } from "./spec";
import { upsertRows } from "./upsert";
import { UpsertResult } from "./upsert.type";

const MOST_ROWS = 1_000;

/** What the graph calls a record that is written in bulk. */
export interface BulkWrite {
  /** the mutation: "customersUpsert" */
  readonly mutation: string;
  /** the record's GraphQL type, and its name there */
  readonly type: ClassType<object>;
  readonly typeName: string;
  readonly spec: UpsertSpec;
  readonly may: (viewer: Viewer) => boolean;
}

interface Payload {
  readonly results: readonly UpsertResult[];
  readonly userErrors: readonly UserError[];
}

function payloadTypes(mutation: string): { Result: ClassType<UpsertResult>; Payload: ClassType<Payload> } {
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);

  @ObjectType(`${name}Result`, { description: `What became of one row of ${mutation}.` })
  class Result extends UpsertResult {}

  @ObjectType(`${name}Payload`, { description: `What became of the rows of ${mutation}.` })
  class Payload {
    @Field(() => [Result], { description: "One for each row, in their order." })
    results: readonly Result[];

    @Field(() => [UserError], { description: "What kept rows from being written; empty when all were." })
    userErrors: readonly UserError[];
  }
  return { Result, Payload };
}

/** The mutation that creates and updates up to 1,000 records by their external ids, row by row. */
export function upsertMutation({ mutation, type, typeName, spec, may }: BulkWrite): new () => object {
  const input = spec.input as ClassType<object>;
  const { Result, Payload } = payloadTypes(mutation);

  const write = (rows: object[], key: string, context: Context): Promise<Payload> =>
    mutate(context, mutation, key, rows, (tx) =>
      upsertRows(tx, spec, rows, { viewer: context.viewer, action: mutation }),
    );

  @Resolver(() => Result)
  class Upsert {
    @Mutation(() => Payload, {
      name: mutation,
      nullable: true,
      description: `Creates and updates up to 1,000 records by their external ids. Good rows are written, of a bad one nothing is.`,
    })
    upsert(
      @Arg("inputs", () => [input], { description: "The rows. No two may have the same external id." })
      inputs: object[],
      @Arg("idempotencyKey", () => String, {
        description: "New for each new request: a repeat with the same key changes nothing more.",
      })
      idempotencyKey: string,
      @Ctx() context: Context,
    ): Promise<Payload> {
      demand(may(context.viewer), mutation);
      limitRows(inputs);
      return write(inputs, idempotencyKey, context);
    }

    @FieldResolver(() => type, {
      name: "record",
      nullable: true,
      description: "The record as it is now; null for a rejected row.",
    })
    async record(@Root() { id }: UpsertResult, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
      return id === null ? null : planReference(context, info, typeName, id);
    }
  }
  return Upsert;
}

/** @throws BAD_USER_INPUT */
function limitRows(inputs: readonly unknown[]): void {
  if (inputs.length <= MOST_ROWS) return;
  throw refusal("BAD_USER_INPUT", `inputs: ${inputs.length} rows were given; send at most ${MOST_ROWS} at a time.`);
}
