import type { Day, Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { inForce } from "../../records/policy";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn, type PublishedDefinition } from "../../value/definitions/definition.queries";
import { type Loss, lossesIn } from "../../value/losses/losses.queries";
import type { ServedLoss } from "./calc/loss-groups";
import type { Stay } from "./calc/rep-turnover";

/** A loss with everybody who served the customer on the loss day. */
export interface LossWithTeams extends ServedLoss {
  readonly services: readonly Service[];
}

interface Service {
  readonly role: string;
  /** the team that who served was in on that day; null when in none */
  readonly team: string | null;
}

/** The losses of a period as they are known on a day, under one definition and in one currency. */
export interface Losses {
  readonly definition: PublishedDefinition;
  readonly currency: string;
  readonly losses: readonly LossWithTeams[];
}

/** @throws FX_RATE_MISSING */
export async function lossesOf(context: Context, period: Period, asOf: Day): Promise<Losses> {
  const definition = await definitionOn(context, period.start);
  const [currency, losses] = await Promise.all([
    reportingCurrency(context, definition),
    lossesIn(context, { period, asOf, definition, customers: null }),
  ]);
  return { definition, currency, losses: await withTeams(context, losses, asOf) };
}

const SERVICES = `
  with recursive ${merged("$3::date")}
  select c.segment, coalesce(served.services, '[]')
  from unnest($1::bigint[], $2::date[]) with ordinality lost (customer_id, lost_on, ordinality)
  join customer c on c.id = lost.customer_id
  cross join lateral (
    select json_agg(distinct jsonb_build_object('role', a.role, 'team', p.team_id::text)) as services
    from (select c.id union all select m.id from merged m where m.root_id = c.id) account
    join assignment a on a.customer_id = account.id and ${inForce("a", "lost.lost_on")}
    left join rep_position p on p.rep_id = a.rep_id and ${inForce("p", "lost.lost_on")}
  ) served
  order by lost.ordinality`;

async function withTeams({ database, signal }: Context, losses: readonly Loss[], asOf: Day): Promise<LossWithTeams[]> {
  const values = [losses.map(({ customerId }) => customerId), losses.map(({ lostOn }) => lostOn), asOf];
  const query = { text: SERVICES, values, rowMode: "array" };
  const { rows } = await runCancellable<[segment: string | null, services: Service[]]>(database.pool, query, signal);
  return losses.map((loss, index) => {
    const [segment, services] = must(rows[index], "every lost customer is stored");
    return { ...loss, segment, services, roles: rolesOf(services) };
  });
}

const rolesOf = (services: readonly Service[]): string[] => [...new Set(services.map(({ role }) => role))];

/** The losses of customers that somebody of a team served, and in which roles. */
export const lossesOfTeam = (losses: readonly LossWithTeams[], team: string): LossWithTeams[] =>
  losses
    .map((loss) => ({ ...loss, services: loss.services.filter((service) => service.team === team) }))
    .filter(({ services }) => services.length > 0)
    .map((loss) => ({ ...loss, roles: rolesOf(loss.services) }));

/** What a day does not know yet has not happened: a later end is none. */
const COMPANY_STAYS = `
  select r.hired_on as "startsOn", known.left_on as "endsOn", r.hired_on as "hiredOn", known.left_on is not null as left
  from rep r
  cross join lateral (select case when r.left_on <= $1::date then r.left_on end as left_on) known
  where r.hired_on is null or r.hired_on <= $1::date`;

/** When reps were employed. */
export async function staysInCompany({ database, signal }: Context, asOf: Day): Promise<readonly Stay[]> {
  const { rows } = await runCancellable<Stay>(database.pool, { text: COMPANY_STAYS, values: [asOf] }, signal);
  return rows;
}

const TEAM_STAYS = `
  select p.team_id::text, json_agg(json_build_object('startsOn', p.starts_on, 'endsOn', least(p.ends_on, known.left_on),
    'hiredOn', r.hired_on, 'left', known.left_on is not null and coalesce(p.ends_on >= known.left_on, true)))
  from rep_position p
  join rep r on r.id = p.rep_id
  cross join lateral (select case when r.left_on <= $2::date then r.left_on end as left_on) known
  where p.team_id = any ($1::bigint[]) and p.starts_on <= $2::date and (known.left_on is null or p.starts_on < known.left_on)
  group by p.team_id`;

/** When reps were in each team: from one position in it to the next they are there without a break. */
export async function staysInTeams(
  { database, signal }: Context,
  teams: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, readonly Stay[]>> {
  const query = { text: TEAM_STAYS, values: [teams, asOf], rowMode: "array" };
  const { rows } = await runCancellable<[team: string, stays: Stay[]]>(database.pool, query, signal);
  return new Map(rows);
}
