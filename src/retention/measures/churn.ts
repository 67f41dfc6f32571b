import { movement } from "./movement";

/** What lost customers were worth; below zero. */
export const churn = movement("CHURN", "customers that were lost");
