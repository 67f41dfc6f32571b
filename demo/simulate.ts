import { STRENGTHS, type Strengths } from "./causes/causes";
import { stock } from "./company/catalogue";
import { hire } from "./company/people";
import { writeCompany } from "./company/records";
import { writeCustomer } from "./customer/customer";
import { dayNumber } from "./days";
import type { Sink } from "./sink";
import { Timeline } from "./timeline";
import type { World } from "./world";

export interface Settings {
  readonly seed: number;
  readonly customers: number;
  readonly reps: number;
  /** the last day, `yyyy-MM-dd` */
  readonly until: string;
  /** log-odds per cause; another world for experiments, the usual one by default */
  readonly strengths?: Strengths;
}

/** @throws RangeError when the last day is no day, or the reps are too few */
export function worldOf({ seed, customers, reps, until, strengths = STRENGTHS }: Settings): World {
  const timeline = new Timeline(dayNumber(until));
  return { seed, customers, timeline, people: hire(seed, reps, timeline), catalogue: stock(seed), strengths };
}

/** Writes the company, then customer after customer; yields after each, so that whoever drives it may breathe. */
export function* simulate(world: World, sink: Sink): Generator<number> {
  writeCompany(world, sink);
  for (let index = 0; index < world.customers; index++) {
    writeCustomer(world, index, sink);
    yield index;
  }
}
