import { addDays, type Day, daysBetween } from "../../../kernel/calendar";
import { median } from "../../../kernel/statistics";

/** Days on which customers were looked at, rising, and for each customer on which of them an alarm stood. */
export interface Watch {
  readonly days: readonly Day[];
  /** by customer, one entry per day; who was not there, or not assessed, raised none */
  readonly alarmed: ReadonlyMap<string, readonly boolean[]>;
  /** what happened up to this day is known */
  readonly until: Day;
  readonly horizonDays: number;
}

export interface LossDay {
  readonly customerId: string;
  readonly lostOn: Day;
}

/** How early alarms came, and how often for nothing. */
export interface Alarms {
  /** losses on the days from one horizon after the first look on */
  readonly losses: number;
  /** of them, those without an alarm on the last look before the loss */
  readonly misses: number;
  /** from the first look of the alarm that stood until the loss; null when none did */
  readonly medianLeadDays: number | null;
  /** of all these losses, the share with an alarm so many days before */
  readonly leads: readonly { readonly days: number; readonly share: number | null }[];
  /** alarms raised early enough that a whole horizon after them is known */
  readonly alarms: number;
  /** of them, those without a loss up to one horizon after they ended */
  readonly falseAlarms: number;
  /** false ones for each alarm that came in time for a save: 14 days before the loss at least; null without any */
  readonly falseAlarmsPerSave: number | null;
}

const LEADS = [30, 60, 90] as const;
/** An alert later than that opens no save (domain §4, *Save*). */
const IN_TIME_DAYS = 14;

/** An alarm that stood without a gap, from its first look to its last. */
interface Alarm {
  readonly customerId: string;
  readonly from: Day;
  readonly to: Day;
}

/** How a rule that raises alarms would have done. Source: domain §4, *lead time*. */
export function alarmsOf(watch: Watch, allLosses: readonly LossDay[]): Alarms {
  const { days, until, horizonDays } = watch;
  const first = addDays(days[0]!, horizonDays);
  const losses = allLosses.filter(({ lostOn }) => lostOn > first && lostOn <= until);
  const leads = losses.map((loss) => leadOf(watch, loss));
  const led = leads.filter((lead) => lead !== null);
  const known = alarmsIn(watch).filter(({ from }) => addDays(from, horizonDays) <= until);
  const waits = known.map((alarm) => daysToLoss(alarm, allLosses, horizonDays));
  const saves = waits.filter((days) => days !== null && days >= IN_TIME_DAYS).length;
  const falseAlarms = waits.filter((days) => days === null).length;
  return {
    ...{ losses: losses.length, misses: losses.length - led.length, medianLeadDays: median(led) },
    leads: LEADS.map((days) => ({
      days,
      share: losses.length === 0 ? null : led.filter((lead) => lead >= days).length / losses.length,
    })),
    ...{ alarms: known.length, falseAlarms, falseAlarmsPerSave: saves === 0 ? null : falseAlarms / saves },
  };
}

/** From the first day of the alarm that stood on the last look before the loss; null when none did. */
function leadOf({ days, alarmed }: Watch, { customerId, lostOn }: LossDay): number | null {
  const own = alarmed.get(customerId) ?? [];
  const last = days.findLastIndex((day) => day < lostOn);
  if (!own[last]) return null;
  const quiet = own.lastIndexOf(false, last);
  return daysBetween(days[quiet + 1]!, lostOn);
}

function alarmsIn({ days, alarmed }: Watch): Alarm[] {
  return [...alarmed].flatMap(([customerId, own]) =>
    own.flatMap((on, at) => {
      if (!on || (at > 0 && own[at - 1])) return [];
      const quiet = own.indexOf(false, at);
      return [{ customerId, from: days[at]!, to: days[quiet === -1 ? own.length - 1 : quiet - 1]! }];
    }),
  );
}

/** From the start of an alarm to the loss it foretold; null when none came up to one horizon after its end. */
function daysToLoss({ customerId, from, to }: Alarm, losses: readonly LossDay[], horizonDays: number): number | null {
  const end = addDays(to, horizonDays);
  const loss = losses.find((one) => one.customerId === customerId && one.lostOn > from && one.lostOn <= end);
  return loss ? daysBetween(from, loss.lostOn) : null;
}
