import { compare } from "../../../../kernel/compare";
import { groupBy } from "../../../../kernel/group-by";
import type { Minor } from "../../../../kernel/money";
import { type Holding, holdsOn } from "../../calc/claims";
import { type Share, sharesOf } from "../../calc/share";
import { accountOn, type Merges } from "./account";
import type { Event } from "./event";

/** What may be credited: on a day, for an account. */
export interface Creditable extends Pick<Event, "externalId" | "accountId" | "on" | "value"> {
  readonly kind: string;
  readonly source: string;
}

/** One rep's part of an event in one role, or the house's. */
export interface CreditedEvent<Of extends Creditable = Event> {
  readonly event: Of;
  readonly role: string;
  /** null: the house's */
  readonly repId: string | null;
  readonly shareBasisPoints: number;
  /** its part of the value; null where that is */
  readonly amount: Minor | null;
}

/** A rep in one role of an account. */
export type Held = Omit<Holding, "endedOfItself">;

/** Who may be credited. */
export interface Teams {
  /** of the accounts that events were recorded for or counted as, on every credit date */
  readonly holdings: readonly Held[];
  readonly merges: Merges;
  /** each is credited all of an event */
  readonly roles: readonly string[];
}

const BASIS_POINTS = 10_000;
const NOBODY: readonly Held[] = [];

/**
 * Events credited to who served the account in each role on the credit date, whoever serves it since; what nobody holds
 * is the house's. Roles overlay: each holds the whole value. Per role the parts add up to it, to the minor unit: largest
 * remainder on the absolute value with the sign restored, so that an event and its reversal leave nothing; ties by the
 * rep's external id. Source: domain §3.2.
 *
 * @returns by credit date, kind and the record's external id, then role, then rep: the house last
 */
export function creditedTo<Of extends Creditable>(
  { holdings, merges, roles }: Teams,
  events: readonly Of[],
): CreditedEvent<Of>[] {
  const byRole = groupBy(holdings, ({ role }) => role);
  const teams = [...roles].sort(compare).map((role) => ({
    role,
    ofAccount: groupBy(byRole.get(role) ?? [], ({ customerId }) => customerId),
  }));
  const credits: CreditedEvent<Of>[] = [];
  for (const event of [...events].sort(byDay)) {
    const account = merges.size === 0 ? event.accountId : accountOn(merges, event.accountId, event.on);
    for (const { role, ofAccount } of teams) {
      const team = (ofAccount.get(account) ?? NOBODY).filter((holding) => holdsOn(holding, event.on));
      const [sole] = team;
      // Most customers have one holder, of all of it.
      if (sole && sole.share === BASIS_POINTS) {
        credits.push({ event, role, repId: sole.repId, shareBasisPoints: BASIS_POINTS, amount: event.value });
      } else credits.push(...partsOf(event, role, team));
    }
  }
  return credits;
}

/** @param team who holds the account in the role on the day: none of them all of it */
function partsOf<Of extends Creditable>(event: Of, role: string, team: readonly Held[]): CreditedEvent<Of>[] {
  const claims = team
    .map(({ repId, externalId, share }) => ({ repId, externalId, weight: BigInt(share) }))
    .sort((a, b) => compare(a.externalId, b.externalId));
  const { held, house } = sharesOf(claims, BigInt(BASIS_POINTS));
  const part = (repId: string | null, share: Share): CreditedEvent<Of> => ({
    ...{ event, role, repId, shareBasisPoints: Number(share.weight) },
    amount: event.value === null ? null : share.of(event.value),
  });
  const parts = claims.map(({ repId }, place) => part(repId, held[place]!));
  return house.weight > 0n ? [...parts, part(null, house)] : parts;
}

const byDay = (a: Creditable, b: Creditable): number =>
  compare(a.on, b.on) || compare(a.kind, b.kind) || compare(a.externalId, b.externalId) || compare(a.source, b.source);
