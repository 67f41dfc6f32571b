import type { Strengths } from "./causes/causes";
import type { Catalogue } from "./company/catalogue";
import type { People } from "./company/people";
import type { Timeline } from "./timeline";

/** All that customers have in common. */
export interface World {
  readonly seed: number;
  readonly customers: number;
  readonly timeline: Timeline;
  readonly people: People;
  readonly catalogue: Catalogue;
  readonly strengths: Strengths;
}
