import { iso } from "../days";
import { Random } from "../random";
import type { Sink } from "../sink";
import type { World } from "../world";
import { profileOf, type Profile } from "./profile";

/** How a customer hangs together with those entered before it. */
export interface Relations {
  readonly parent: string | null;
  readonly referredBy: string | null;
  readonly mergedInto: string | null;
}

const SUBSIDIARIES = 0.04;
/** How far back we look for a customer that fits. */
const LOOK_BACK = 60;

export function relationsOf(world: World, profile: Profile): Relations {
  const random = new Random(world.seed, "relations", profile.index);
  const fits = (other: Profile) =>
    !other.duplicate && other.acquiredOn !== null && other.acquiredOn < profile.firstContactOn;
  const alike = (other: Profile) =>
    fits(other) && other.relationship === profile.relationship && other.currency === profile.currency;
  return {
    parent: random.chance(SUBSIDIARIES) ? earlier(world, profile, fits) : null,
    referredBy: profile.source === "REFERRAL" ? earlier(world, profile, fits) : null,
    mergedInto: profile.duplicate && profile.acquiredOn !== null ? earlier(world, profile, alike) : null,
  };
}

/** A referral within the years we look at; the lead became a customer on the day it was acquired. */
export function writeReferral(world: World, profile: Profile, { referredBy }: Relations, sink: Sink): void {
  const { timeline } = world;
  if (!referredBy || profile.firstContactOn < timeline.start) return;
  const random = new Random(world.seed, "referral", profile.index);
  const followedUpOn = profile.firstContactOn + Math.floor(random.erlang(1, 6));
  const { acquiredOn } = profile;
  const converted = acquiredOn !== null && acquiredOn >= followedUpOn;
  sink.write("referral", {
    ...{ externalId: `${profile.id}-F`, customer: referredBy, lead: profile.id },
    receivedOn: iso(profile.firstContactOn),
    firstFollowedUpOn: followedUpOn <= timeline.until && (converted || random.chance(0.7)) ? iso(followedUpOn) : null,
    convertedOn: converted ? iso(acquiredOn) : null,
  });
}

function earlier(world: World, { index }: Profile, fits: (other: Profile) => boolean): string | null {
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at--) {
    const other = profileOf(world, at);
    if (fits(other)) return other.id;
  }
  return null;
}
