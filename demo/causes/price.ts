import { monthOf } from "../days";
import { companyName } from "../names";
import { courseOf, spells, streamOf, type Course, type Life } from "../customer/life";

/** Finds us too dear and has another at the door: asks for discounts, names the competitor. */
export interface PricePressure {
  readonly course: Course;
  readonly competitor: string;
}

/** Chance per step; the list rises in January, and that is when customers compare. */
const ONSET = 0.009;
const ONSET_AFTER_RAISE = 0.045;
const ENDS = 0.09;

export function pricePressure(life: Life): PricePressure {
  const random = streamOf(life, "price");
  const { timeline } = life.world;
  const raised = (step: number) => monthOf(timeline.asOf(step + 1)) === 0;
  const compares = spells(life, random, (step) => (raised(step) ? ONSET_AFTER_RAISE : ONSET), ENDS);
  const degree = random.within(0.4, 1);
  return {
    competitor: companyName(random),
    course: courseOf(life, (_, step) => (step > 0 && compares[step - 1] ? degree : 0)),
  };
}
