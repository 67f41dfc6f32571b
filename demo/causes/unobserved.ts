import { courseOf, streamOf, type Course, type Life } from "../customer/life";

/** Correlation from one step to the next. */
const PERSISTENCE = 0.92;

/**
 * How the customer's own business goes: nothing in any file shows it. Standard normal at every step (an autoregression of
 * order one), so it lies between about −3 and 3 and not, as the others, between 0 and 1.
 */
export function unobserved(life: Life): Course {
  const random = streamOf(life, "unobserved");
  let state = random.normal();
  return courseOf(life, () => {
    const now = state;
    state = PERSISTENCE * state + Math.sqrt(1 - PERSISTENCE ** 2) * random.normal();
    return now;
  });
}
