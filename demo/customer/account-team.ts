import { holderOn, type Rep, type Role, type Seat } from "../company/people";
import { FOREVER, type DayNumber, type Span } from "../days";
import { Random } from "../random";
import { STEPS } from "../timeline";
import type { World } from "../world";
import type { Profile } from "./profile";

/** A customer's time in a seat. */
interface Stay extends Span {
  readonly seat: Seat;
  /** basis points of the role */
  readonly share: number;
}

export interface Assignment extends Span {
  readonly rep: Rep;
  readonly role: Role;
  readonly share: number;
}

/** Chance per step that a customer moves to another account manager's territory. */
const MOVES = 0.004;

/** Who serves a customer when: seats, and through them whoever holds the seat on a day. */
export class AccountTeam {
  constructor(
    private readonly main: readonly Stay[],
    private readonly others: readonly Stay[],
  ) {}

  /** null while the seat is vacant: the customer belongs to the house */
  managerOn(day: DayNumber): Rep | null {
    return serving(this.main, day);
  }

  /** Another of the team on that day, if there is one. */
  colleagueOn(role: Role, day: DayNumber): Rep | null {
    return serving(
      this.others.filter(({ seat }) => seat.team.role === role),
      day,
    );
  }

  /** The days on which a new account manager takes over. */
  get handovers(): DayNumber[] {
    return assignmentsOf(this.main)
      .slice(1)
      .map(({ from }) => from);
  }

  assignments(until: DayNumber): Assignment[] {
    return assignmentsOf([...this.main, ...this.others], until);
  }
}

export function teamOf(world: World, profile: Profile): AccountTeam {
  const random = new Random(world.seed, "team", profile.index);
  const from = profile.acquiredOn ?? profile.firstContactOn;
  const [first, second] = twoOf(random, seatsOf(world, "ACCOUNT_MANAGER"));
  const split = random.chance(0.1);
  const share = split ? 7000 : random.chance(0.04) ? 6000 : 10_000;
  const others: Stay[] = split ? [{ seat: second, share: 3000, from, to: FOREVER }] : [];
  if (profile.segment !== "SMALL" || random.chance(0.4))
    others.push({ seat: random.pick(seatsOf(world, "CUSTOMER_SUCCESS")), share: 10_000, from, to: FOREVER });
  others.push({ seat: random.pick(seatsOf(world, "SUPPORT")), share: 10_000, from, to: FOREVER });
  return new AccountTeam(stays(world, random, { seat: first, share, from, to: FOREVER }, second), others);
}

/** The account manager's seats one after another; never the second's, who may hold a share of the customer already. */
function stays(world: World, random: Random, first: Stay, second: Seat): Stay[] {
  const choices = seatsOf(world, "ACCOUNT_MANAGER").filter((seat) => seat !== second);
  const list = [first];
  for (let step = Math.max(1, world.timeline.stepOf(first.from) + 4); step < STEPS; step++) {
    if (!random.chance(MOVES)) continue;
    const last = list.pop() as Stay;
    const seat = random.pick(choices);
    const day = world.timeline.firstDay(step) + random.whole(0, 29);
    if (seat === last.seat) list.push(last);
    else list.push({ ...last, to: day }, { ...last, seat, from: day });
  }
  return list;
}

function assignmentsOf(list: readonly Stay[], until: DayNumber = FOREVER): Assignment[] {
  return list.flatMap(({ seat, share, from, to }) =>
    seat.holders
      .map((holder) => ({
        ...{ rep: holder.rep, role: seat.team.role, share },
        from: Math.max(from, holder.from),
        to: Math.min(to, holder.to, until),
      }))
      .filter((assignment) => assignment.from < assignment.to),
  );
}

const serving = (list: readonly Stay[], day: DayNumber): Rep | null => {
  const stay = list.find(({ from, to }) => from <= day && day < to);
  return stay ? holderOn(stay.seat.holders, day) : null;
};

const seatsOf = ({ people }: World, role: Role): Seat[] => people.seats.filter(({ team }) => team.role === role);

function twoOf(random: Random, seats: readonly Seat[]): [Seat, Seat] {
  const first = random.whole(0, seats.length - 1);
  const second = (first + random.whole(1, seats.length - 1)) % seats.length;
  return [seats[first] as Seat, seats[second] as Seat];
}
