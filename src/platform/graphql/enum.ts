import { registerEnumType } from "type-graphql";

/**
 * An enum of the graph: every value with its description. Values are stored as their own names.
 *
 *     export const RepRole = graphEnum("RepRole", "…", { SALES: "Wins customers.", … });
 *     export type RepRole = keyof typeof RepRole;
 */
export function graphEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [value in Value]: value } {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((value) => [value, value])) as { readonly [value in Value]: value };
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }])) as {
    [value in Value]: { description: string };
  };
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}
