import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { PaidKind, PaidLine } from "../calc/person";
import { versionKey } from "../calc/version-key";

/** $1: reps, null for everybody. */
const PAID = `
  select line.rep_id::text as rep, line.id::text as id, line.external_id, line.plan_code, line.plan_version, line.component, line.paid_kind,
    line.event, line.earning_code, line.amount_minor::text as amount, line.currency, pays.starts_on as paid_start,
    pays.ends_on as paid_end, covers.starts_on as for_start, covers.ends_on as for_end
  from statement_line line
  join pay_period pays on pays.id = line.pay_period_id and pays.status in ('LOCKED', 'DELIVERED')
  join pay_period covers on covers.id = line.for_period_id
  where $1::bigint[] is null or line.rep_id = any ($1::bigint[])
  order by line.rep_id, pays.starts_on, line.position`;

const COLUMNS = [
  ...[
    "rep",
    "id",
    "external_id",
    "plan_code",
    "plan_version",
    "component",
    "paid_kind",
    "event",
    "earning_code",
    "amount",
    "currency",
  ],
  ...["paid_start", "paid_end", "for_start", "for_end"],
];
type Columns = [
  ...[
    reps: string[],
    ids: string[],
    externalIds: string[],
    codes: (string | null)[],
    versions: (number | null)[],
    components: (string | null)[],
  ],
  ...[
    kinds: PaidKind[],
    events: (string | null)[],
    earningCodes: (string | null)[],
    amounts: string[],
    currencies: string[],
  ],
  ...[paidStarts: Day[], paidEnds: Day[], forStarts: Day[], forEnds: Day[]],
];

/** All that was locked for people, by person. */
export async function paidLines(
  { database, signal }: Context,
  people: readonly string[] | null,
): Promise<ReadonlyMap<string, readonly PaidLine[]>> {
  const query = { text: PAID, values: [people], columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as Columns;
  const found = new Map<string, PaidLine[]>();
  columns[0].forEach((rep, place) => {
    const line = lineAt(columns, place);
    const lines = found.get(rep);
    if (lines) lines.push(line);
    else found.set(rep, [line]);
  });
  return found;
}

function lineAt(columns: Columns, place: number): PaidLine {
  const [, ids, keys, codes, versions, components, kinds, events, earningCodes, amounts, currencies, ...days] = columns;
  const [paidStarts, paidEnds, forStarts, forEnds] = days;
  const code = codes[place]!;
  return {
    id: ids[place]!,
    externalId: keys[place]!,
    plan: code === null ? null : versionKey(code, versions[place]!),
    component: components[place]!,
    of: kinds[place]!,
    forPeriod: { start: forStarts[place]!, end: forEnds[place]! },
    credit: events[place]!,
    paidIn: { start: paidStarts[place]!, end: paidEnds[place]! },
    earningCode: earningCodes[place] ?? "",
    amount: minor(BigInt(amounts[place]!)),
    currency: currencies[place]!,
  };
}
