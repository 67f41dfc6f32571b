import { FOREVER, type DayNumber, type Span } from "../days";
import { emailOf, personName } from "../names";
import { Random } from "../random";
import type { Timeline } from "../timeline";

export type Role = "SALES" | "ACCOUNT_MANAGER" | "CUSTOMER_SUCCESS" | "SUPPORT";

export interface Rep {
  readonly id: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: Role;
  readonly team: Team;
  /** leads a team, a function or the company */
  readonly leads: boolean;
  readonly hiredOn: DayNumber;
  readonly leftOn: DayNumber;
  /** 0 = never forgets a customer, 1 = forgets most; slow to answer in the same measure */
  readonly negligence: number;
  readonly leaves: readonly Span[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** A place in a team that one rep after another holds; customers belong to the place. */
export interface Seat {
  readonly team: Team;
  readonly holders: readonly Holder[];
}

export interface Holder extends Span {
  readonly rep: Rep;
}

export interface People {
  readonly teams: readonly Team[];
  readonly reps: readonly Rep[];
  readonly seats: readonly Seat[];
  /** of each team, one after another */
  readonly leaders: ReadonlyMap<Team, readonly Holder[]>;
  /** the director of a function, to whom the leaders of its teams report */
  readonly directors: ReadonlyMap<Role, Rep>;
  readonly head: Rep;
}

const FEWEST_REPS = 20;
const REPS_PER_TEAM = 7;
const LEAVERS = 0.18;
const ON_LEAVE = 0.35;
/** Of every function one rep in this many is negligent, so that every seed has some. */
const NEGLIGENT_ONE_IN = 4;

export const holderOn = (holders: readonly Holder[], day: DayNumber): Rep | null =>
  holders.find(({ from, to }) => from <= day && day < to)?.rep ?? null;

/** @throws RangeError when there are too few reps for a head, directors, leaders and members in three functions */
export function hire(seed: number, count: number, timeline: Timeline): People {
  if (count < FEWEST_REPS) throw new RangeError(`${count} reps are too few: expected at least ${FEWEST_REPS}.`);
  const hiring = new Hiring(new Random(seed, "people"), timeline);
  const teams = nameTeams(Math.max(3, Math.round(count / REPS_PER_TEAM)));
  const board: Team = { id: "T00", name: "Direction", role: "SALES" };
  const head = hiring.veteran("SALES", board, true);
  const roles = [...new Set(teams.map(({ role }) => role))];
  const directors = new Map(roles.map((role) => [role, hiring.veteran(role, board, true)]));
  const leaders = new Map(teams.map((team, index) => [team, hiring.leadersOf(team, index === 0)]));
  const members = count - hiring.reps.length;
  const leavers = Math.floor(members * LEAVERS);
  const seats = Array.from({ length: members - leavers }, (_, index) =>
    // every third place loses its first holder, until all leavers have left
    hiring.seat(teams[index % teams.length] as Team, index % 3 === 0 && index / 3 < leavers),
  );
  return { teams: [board, ...teams], reps: hiring.reps, seats, leaders, directors, head };
}

function nameTeams(count: number): Team[] {
  const support = Math.max(1, Math.round(count / 6));
  const success = Math.max(1, Math.round(count / 3));
  const team = (role: Role, title: string, number: number, id: number): Team => ({
    id: `T${String(id).padStart(2, "0")}`,
    name: `${title} ${number}`,
    role,
  });
  return Array.from({ length: count }, (_, index) => {
    if (index < count - success - support) return team("ACCOUNT_MANAGER", "Sales", index + 1, index + 1);
    const after = index - (count - success - support);
    if (after < success) return team("CUSTOMER_SUCCESS", "Success", after + 1, index + 1);
    return team("SUPPORT", "Support", after - success + 1, index + 1);
  });
}

class Hiring {
  readonly reps: Rep[] = [];

  constructor(
    private readonly random: Random,
    private readonly timeline: Timeline,
  ) {}

  /** Who leads was there before all it leads. */
  veteran(role: Role, team: Team, leads: boolean, leftOn: DayNumber = FOREVER): Rep {
    const days = leads ? this.random.whole(2600, 4000) : this.random.whole(60, 2500);
    return this.hire(role, team, leads, this.timeline.start - days, leftOn);
  }

  /** The first team changes its leader half-way: everyone in it gets another manager. */
  leadersOf(team: Team, changes: boolean): Holder[] {
    const { start, until } = this.timeline;
    const to = changes ? Math.floor((start + until) / 2) : FOREVER;
    const first = { rep: this.veteran(team.role, team, true, to), from: start, to };
    return changes ? [first, { rep: this.hire(team.role, team, true, to), from: to, to: FOREVER }] : [first];
  }

  seat(team: Team, changes: boolean): Seat {
    const { start, until } = this.timeline;
    const to = changes ? this.random.whole(start + 150, until - 150) : FOREVER;
    const first = { rep: this.veteran(team.role, team, false, to), from: start, to };
    if (!changes) return { team, holders: [{ ...first, from: first.rep.hiredOn }] };
    const from = to + this.random.whole(10, 60);
    const successor = this.hire(team.role, team, false, from);
    return {
      team,
      holders: [
        { ...first, from: first.rep.hiredOn },
        { rep: successor, from, to: FOREVER },
      ],
    };
  }

  private hire(role: Role, team: Team, leads: boolean, hiredOn: DayNumber, leftOn: DayNumber = FOREVER): Rep {
    const peers = this.reps.filter((other) => other.role === role && other.leads === leads).length;
    const negligent = peers % NEGLIGENT_ONE_IN === 1;
    const fullName = personName(this.random);
    const rep = {
      id: `R${String(this.reps.length + 1).padStart(4, "0")}`,
      fullName,
      email: emailOf(fullName, "holdfast demo"),
      ...{ role, team, leads, hiredOn, leftOn },
      negligence: negligent ? this.random.within(0.6, 1) : this.random.within(0, 0.3),
      leaves: !leads && this.random.chance(ON_LEAVE) ? [this.leave(hiredOn, leftOn)] : [],
    };
    this.reps.push(rep);
    return rep;
  }

  private leave(hiredOn: DayNumber, leftOn: DayNumber): Span {
    const from = this.random.whole(
      Math.max(this.timeline.start, hiredOn) + 30,
      Math.min(this.timeline.until, leftOn) - 60,
    );
    return { from, to: Math.min(from + this.random.whole(20, 150), leftOn) };
  }
}
