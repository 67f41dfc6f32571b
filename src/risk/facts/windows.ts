/** Over how many days that end with asOf facts are told. */
export const DAYS = {
  /** what a customer buys lately, and what it did so many days earlier, in the same season */
  ...{ spend: 90, seasonBefore: 365 },
  /** the series that a customer buys, and all of them with the year before */
  ...{ series: 365, seriesBefore: 730 },
  /** the terms at which it buys lately, and all of them with the year before that */
  ...{ terms: 180, termsBefore: 180 + 365 },
  /** moods, and with those before them all that was said */
  ...{ mood: 90, said: 270 },
  ...{ rated: 180, asked: 90, competitor: 180 },
} as const;
