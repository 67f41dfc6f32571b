import { getNamedType, getNullableType, isListType, type GraphQLInputObjectType } from "graphql";
import { must } from "../../kernel/invariant";
import type { PlannedType } from "./catalog";
import type { Compilation, Selected } from "./selection";
import { nodeKey } from "./node-id";
import type { Filter, Sql } from "./record";

type Values = Readonly<Record<string, unknown>>;

/** The conditions of a list's `filter` argument, one for each key that is given. */
export function filterSql(c: Compilation, target: PlannedType, row: string, call: Selected): Sql[] {
  const given = c.statement.argumentsOf(call).filter as Values | undefined;
  if (!given) return [];
  return Object.keys(given)
    .filter((key) => given[key] != null)
    .map((key) => {
      const { sql, type, idOf } = target.record.filters?.[key] ?? equality(target, call, key);
      const value = c.statement.parameter(type, (_, argumentsOf) => {
        const asked = (argumentsOf(call).filter as Values)[key];
        return idOf ? nodeKey(asked as string, idOf, `filter.${key}`) : asked;
      });
      return sql(row, value, c.statement.scope);
    });
}

/** A filter named like a property: equal to the value, or to one of the values where the filter takes a list. */
function equality({ name, table }: PlannedType, call: Selected, key: string): Filter {
  const argument = must(
    call.definition.args.find((one) => one.name === "filter"),
    "the call has a filter",
  );
  const input = getNamedType(argument.type) as GraphQLInputObjectType;
  const given = input.getFields()[key]!.type;
  const column = must(table.columns.get(key), `${name} maps no filter ${key}`);
  // A bare "char" is one character long.
  const type = column.type === "char" ? "bpchar" : column.type;
  const several = isListType(getNullableType(given));
  return several
    ? { type: `${type}[]`, sql: (row, value) => `${row}.${column.name} = any(${value})` }
    : { type, sql: (row, value) => `${row}.${column.name} = ${value}` };
}
