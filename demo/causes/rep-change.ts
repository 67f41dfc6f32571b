import { courseOf, type Course, type Life } from "../customer/life";

const SETTLED_DAYS = 240;

/** A new account manager is a stranger: fully on the first day, ever less until eight months on. */
export const repChange = (life: Life): Course => {
  const days = life.team.handovers.filter((day) => day > life.from);
  return courseOf(life, (asOf) =>
    Math.max(0, ...days.map((day) => (day <= asOf ? 1 - (asOf - day) / SETTLED_DAYS : 0))),
  );
};
