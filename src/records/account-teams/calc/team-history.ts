import type { Day } from "../../../kernel/calendar";

/** A rep in a role of one customer, `[startsOn, endsOn)`. */
export interface Service {
  readonly repId: string;
  readonly role: string;
  /** derived from purchases: its beginning is no handover */
  readonly derived: boolean;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/** A change of rep in a role: who went, and who came instead. */
export interface Handover {
  readonly role: string;
  readonly on: Day;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const servesOn = ({ startsOn, endsOn }: Service, day: Day): boolean =>
  startsOn <= day && (endsOn === null || endsOn > day);

const byRole = (services: readonly Service[]): Map<string, Service[]> => {
  const roles = new Map<string, Service[]>();
  for (const service of services) roles.set(service.role, [...(roles.get(service.role) ?? []), service]);
  return roles;
};

/**
 * The handovers of a customer, the first one first. Source: domain §1, *Account team*: a change of rep in a role, unless
 * the assignment was derived from purchases. Where a role stood empty in between, those who held it last handed it over.
 */
export function handovers(services: readonly Service[]): Handover[] {
  const found: Handover[] = [];
  for (const [role, ofRole] of byRole(services)) {
    const days = [...new Set(ofRole.filter(({ derived }) => !derived).map(({ startsOn }) => startsOn))].sort();
    for (const on of days) {
      const before = lastHolders(ofRole, on);
      const now = new Set(ofRole.filter((service) => servesOn(service, on)).map(({ repId }) => repId));
      const from = [...before].filter((rep) => !now.has(rep));
      const to = [...now].filter((rep) => !before.has(rep));
      if (from.length > 0 && to.length > 0) found.push({ role, on, from, to });
    }
  }
  return found.sort((a, b) => (a.on === b.on ? (a.role < b.role ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/** Who held a role on the last day before `day` that anybody held it. */
function lastHolders(ofRole: readonly Service[], day: Day): ReadonlySet<string> {
  const begun = ofRole.filter(({ startsOn }) => startsOn < day);
  const behind = begun.map(({ endsOn }) => (endsOn === null || endsOn > day ? day : endsOn));
  const end = behind.sort().at(-1);
  const held = ({ startsOn, endsOn }: Service): boolean => startsOn < end! && (endsOn === null || endsOn >= end!);
  return new Set(end === undefined ? [] : begun.filter(held).map(({ repId }) => repId));
}

/** The roles that somebody held for the customer before, and nobody holds on a day. */
export function unassignedRoles(services: readonly Service[], day: Day): string[] {
  const roles = [...byRole(services.filter(({ startsOn }) => startsOn <= day))];
  return roles
    .filter(([, ofRole]) => !ofRole.some((service) => servesOn(service, day)))
    .map(([role]) => role)
    .sort();
}
