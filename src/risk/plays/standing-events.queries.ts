import { addDays, type Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { definitionOn } from "../../value/definitions/definition.queries";
import { lossDays } from "../../value/losses/loss-days";
import type { PlayEvent } from "../playbooks/calc/playbook";

/** Something that is always answered, and was not yet. */
export interface StandingEvent {
  readonly customerId: string;
  readonly eventOn: Day;
  readonly evidence: string;
}

/** What happened longer ago is no longer answered: the first run of all opens no plays about years gone by. */
const LOOK_BACK_DAYS = 30;
/** A review comes so long before the renewal is due, and one that is not older than that many days is enough. */
const REVIEW_AHEAD_DAYS = 60;

const said = (customer: string, since: string, which: string): string =>
  `exists (select from interaction i where i.customer_id = ${customer} and ${which}
     and (i.occurred_at at time zone 'UTC')::date >= ${since} and (i.occurred_at at time zone 'UTC')::date <= $1::date)`;

/** $1: the day; $2: the first day that is looked back to. */
const LEADS = `
  select c.id::text as "customerId", c.first_contact_on::text as "eventOn",
    'Came on ' || c.first_contact_on || '; nobody has answered yet.' as evidence
  from customer c
  where c.first_contact_on between $2::date and $1::date and (c.acquired_on is null or c.acquired_on > $1::date)
    and (c.merged_on is null or c.merged_on > $1::date)
    and not exists (select from purchase p where p.customer_id = c.id and p.purchased_on <= $1::date)
    and not exists (select from contract k where k.customer_id = c.id and k.signed_on <= $1::date)
    and not ${said("c.id", "c.first_contact_on", "i.direction in ('OUTBOUND', 'TWO_WAY')")}`;

/** It is the lead's play once somebody serves the lead; until then it is for who serves the customer that named it. */
const REFERRALS = `
  select coalesce((select f.lead_id from assignment a where a.customer_id = f.lead_id and a.starts_on <= $1::date
      and (a.ends_on is null or a.ends_on > $1::date) limit 1), f.customer_id)::text as "customerId",
    f.received_on::text as "eventOn",
    'Recommended ' || lead.name || ' on ' || f.received_on || '; nobody has followed it up yet.' as evidence
  from referral f join customer lead on lead.id = f.lead_id
  where f.received_on between $2::date and $1::date
    and (f.first_followed_up_on is null or f.first_followed_up_on > $1::date)
    and (f.converted_on is null or f.converted_on > $1::date)`;

const RENEWED = `
  select r.customer_id::text as "customerId", r.closed_on::text as "eventOn",
    'Renewed on ' || r.closed_on || '; nobody has said thank you yet.' as evidence
  from renewal r
  where r.status = 'RENEWED' and r.closed_on between $2::date and $1::date
    and not ${said("r.customer_id", "r.closed_on", "i.point = 'THANKS'")}`;

/** $2: the last due date that is looked ahead to; $3: since when a review is enough. */
const NEAR = `
  select r.customer_id::text as "customerId", r.due_on::text as "eventOn",
    'Due on ' || r.due_on || ', in ' || (r.due_on - $1::date) || ' days; no review since ' || $3::date || '.' as evidence
  from renewal r
  where r.due_on > $1::date and r.due_on <= $2::date and (r.closed_on is null or r.closed_on > $1::date)
    and not ${said("r.customer_id", "$3::date", "i.point = 'REVIEW'")}`;

type Find = (context: Context, asOf: Day) => Promise<readonly StandingEvent[]>;

const finding =
  (text: string, ...days: ((asOf: Day) => Day)[]): Find =>
  async ({ database, signal }, asOf) => {
    const values = [asOf, ...days.map((of) => of(asOf))];
    return (await runCancellable<StandingEvent>(database.pool, { text, values }, signal)).rows;
  };

const sinceWhen = (asOf: Day): Day => addDays(asOf, 1 - LOOK_BACK_DAYS);

/** How each event is found as of a day. */
export const EVENTS: Readonly<Record<PlayEvent, Find>> = {
  LEAD_CAME: finding(LEADS, sinceWhen),
  REFERRAL_CAME: finding(REFERRALS, sinceWhen),
  RENEWED: finding(RENEWED, sinceWhen),
  RENEWAL_NEAR: finding(
    NEAR,
    (asOf) => addDays(asOf, REVIEW_AHEAD_DAYS),
    (asOf) => addDays(asOf, -REVIEW_AHEAD_DAYS),
  ),
  LOST: async (context, asOf) => {
    const period = { start: sinceWhen(asOf), end: addDays(asOf, 1) };
    const definition = await definitionOn(context, asOf);
    const { CONTRACT, REPEAT_PURCHASE } = await lossDays(context, { period, asOf, definition, customers: null });
    return [...CONTRACT, ...REPEAT_PURCHASE].flatMap(({ customerId, lostOn, backOn }) =>
      backOn === null ? [{ customerId, eventOn: lostOn, evidence: `Lost on ${lostOn}.` }] : [],
    );
  },
};
