import type { EntityManager } from "typeorm";
import type { Day } from "../../../src/kernel/calendar";
import { playbooksOn } from "../../../src/risk/playbooks/playbook.queries";
import type { Alarming } from "../../../src/risk/plays/calc/alert";
import { causesIn, openPlays } from "../../../src/risk/plays/open-plays.service";

/** An assessment that nobody overrides, and without a review. */
export const BY_SIGNALS = { bandWithout: null, reviewerId: null, bandWithoutReview: null } as const;

/** Opens the plays that assessments of a day ask for. */
export async function openAlarms(tx: EntityManager, asOf: string, ...all: readonly Alarming[]): Promise<number> {
  const playbooks = await playbooksOn(tx, asOf as Day);
  return openPlays(
    tx,
    asOf as Day,
    all.flatMap((one) => causesIn(one, playbooks)),
  );
}
