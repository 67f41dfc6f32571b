import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";

const NAMED = `select id::text, external_id from customer where id = any ($1::bigint[])`;
const KEYED = `select id::text, external_id from customer where external_id = any ($1::text[])`;

const pairs = async ({ database, signal }: Context, text: string, asked: readonly string[]) => {
  if (asked.length === 0) return [];
  const query = { text, values: [asked], columns: ["id", "external_id"] };
  const [ids, externalIds] = (await fetchColumns(database.pool, query, signal)) as [string[], string[]];
  return ids.map((id, place) => [id, externalIds[place]!] as const);
};

/** The company's own keys of customers, by ours: what a person is told of is what it can find. */
export const externalIdsOf = async (
  context: Context,
  customers: readonly string[],
): Promise<ReadonlyMap<string, string>> => new Map(await pairs(context, NAMED, customers));

/** Our keys of customers, by the company's own. */
export const customersKeyed = async (
  context: Context,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  new Map((await pairs(context, KEYED, externalIds)).map(([id, externalId]) => [externalId, id]));
