import type { ValueTransformer } from "typeorm";
import { type Minor, minor } from "../../kernel/money";

/** A `bigint` column of minor units: text on the wire, bigint in the code. Null stays null: no amount is known. */
export const minorColumn: ValueTransformer = {
  to: (amount: Minor | null | undefined): string | null | undefined =>
    amount?.toString() ?? (amount as null | undefined),
  from: (text: string | null): Minor | null => (text === null ? null : minor(BigInt(text))),
};
