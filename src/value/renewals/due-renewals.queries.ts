import type { Day, Period } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";

/** A renewal due in a period; amounts in minor units as text. One of a merged customer is of the one that it counts as. */
export type DueRow = [
  customer: string,
  dueOn: Day,
  closedOn: Day | null,
  isRenewed: boolean,
  due: string,
  renewed: string | null,
  currency: string,
];

const DUE = `
  with recursive ${merged("$3::date")}
  select coalesce(m.root_id, r.customer_id)::text as customer, r.due_on,
    case when r.closed_on <= $3::date then r.closed_on end as closed_on,
    r.status = 'RENEWED' and r.closed_on <= $3::date as is_renewed, r.value_due_minor::text as due,
    r.value_renewed_minor::text as renewed, r.currency
  from renewal r left join merged m on m.id = r.customer_id
  where r.due_on >= $1::date and r.due_on < $2::date
    and ($4::bigint[] is null or r.customer_id = any ($4::bigint[])
      or r.customer_id in (select id from merged where root_id = any ($4::bigint[])))`;

const COLUMNS = ["customer", "due_on", "closed_on", "is_renewed", "due", "renewed", "currency"];
type Columns<Row> = { readonly [Place in keyof Row]: readonly Row[Place][] };

/** @param customers null for everybody's */
export async function dueRows(
  { database, signal }: Context,
  { start, end }: Period,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly DueRow[]> {
  const query = { text: DUE, values: [start, end, asOf, customers], columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as unknown as Columns<DueRow>;
  const [owners, dueOn, closedOn, isRenewed, due, renewed, currencies] = columns;
  return owners.map((customer, place): DueRow => [
    customer,
    dueOn[place]!,
    closedOn[place]!,
    isRenewed[place]!,
    due[place]!,
    renewed[place]!,
    currencies[place]!,
  ]);
}
