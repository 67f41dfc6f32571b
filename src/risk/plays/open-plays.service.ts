import type { EntityManager } from "typeorm";
import { addDays, type Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { Playbook } from "../playbooks/calc/playbook";
import { type Alarming, type Alert, alertsOf } from "./calc/alert";
import { EVENTS } from "./standing-events.queries";

/** One play at a time for a customer and playbook, and none for a while after it: a flapping customer gets one, not ten. */
const OPEN = `
  with alert as (
    select * from unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[], $5::text[], $6::double precision[],
      $7::text[], $8::text[], $9::date[], $10::boolean[], $11::bigint[])
      given (customer_id, playbook_id, due_on, rested_since, signal, severity, band, evidence, event_on, rests_on_override,
        rests_on_reviewer_id)
  ),
  opened as (
    insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, signal, severity,
      band, evidence, event_on, rests_on_override, rests_on_reviewer_id)
    select 'play-' || gen_random_uuid(), alert.customer_id, b.id, b.code, b.role, $12::date, alert.due_on, alert.signal,
      alert.severity, alert.band, alert.evidence, alert.event_on, alert.rests_on_override, alert.rests_on_reviewer_id
    from alert join playbook b on b.id = alert.playbook_id
    where not exists (
      select from play p where p.customer_id = alert.customer_id and p.playbook_code = b.code
        and (p.closed_on is null or p.closed_on > alert.rested_since))
    order by alert.customer_id, b.code
    on conflict do nothing
    returning id, playbook_id
  ),
  stepped as (
    insert into play_step (external_id, play_id, position, what)
    select 'step-' || gen_random_uuid(), opened.id, step.position, step.what
    from opened join playbook b on b.id = opened.playbook_id
    cross join unnest(b.steps) with ordinality step (what, position)
    order by opened.id, step.position
  )
  select count(*)::int as opened from opened`;

/** What a play is opened about: an alert, or an event. */
export type Cause = Omit<Alert, "band"> & { readonly band: Alert["band"] | null; readonly eventOn: Day | null };

/** What an assessment asks for. */
export const causesIn = (assessed: Alarming, playbooks: readonly Playbook[]): Cause[] =>
  alertsOf(assessed, playbooks).map((alert) => ({ ...alert, eventOn: null }));

const NO_ALERT = { signal: null, severity: null, band: null, restsOnOverride: false, restsOnReviewerId: null };

/** What happened up to a day, or is about to, and nobody has answered. */
export async function standingCauses(context: Context, asOf: Day, playbooks: readonly Playbook[]): Promise<Cause[]> {
  const causes: Cause[] = [];
  for (const playbook of playbooks) {
    if (playbook.opening.on !== "EVENT") continue;
    for (const event of await EVENTS[playbook.opening.event](context, asOf))
      causes.push({ ...event, playbook, ...NO_ALERT });
  }
  return causes;
}

/**
 * Opens the plays that causes of a day ask for, each with the steps of its playbook, in the transaction that stores the
 * assessments. Whoever has such a play, or had one within the playbook's cool-down, gets no other; an event opens one play,
 * be it answered or not.
 *
 * @returns how many were opened
 */
export async function openPlays(tx: EntityManager, asOf: Day, causes: readonly Cause[]): Promise<number> {
  if (causes.length === 0) return 0;
  const column = <Value>(of: (cause: Cause) => Value): Value[] => causes.map(of);
  const [{ opened }] = (await tx.query(OPEN, [
    ...[column(({ customerId }) => customerId), column(({ playbook }) => playbook.id)],
    column(({ playbook }) => addDays(asOf, playbook.dueWithinDays)),
    column(({ playbook }) => addDays(asOf, -playbook.coolDownDays)),
    ...[column(({ signal }) => signal), column(({ severity }) => severity)],
    ...[column(({ band }) => band), column(({ evidence }) => evidence), column(({ eventOn }) => eventOn)],
    ...[column(({ restsOnOverride }) => restsOnOverride), column(({ restsOnReviewerId }) => restsOnReviewerId)],
    asOf,
  ])) as [{ opened: number }];
  return opened;
}
