import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { Playbook } from "./calc/playbook";

const IN_EFFECT = `
  select id::text, code, due_within_days as "dueWithinDays", cool_down_days as "coolDownDays",
    json_build_object('on', opens_on, 'signal', signal, 'fromSeverity', from_severity, 'belowSeverity', below_severity,
      'fromBand', from_band, 'event', event) as opening
  from (select distinct on (code) * from playbook where effective_from <= $1::date order by code, version desc) latest
  where not retired
  order by code`;

/** The playbooks in effect on a day: of each its highest version, unless that retires it. */
export const playbooksOn = (tx: EntityManager, day: Day): Promise<Playbook[]> => tx.query(IN_EFFECT, [day]);
