import { movement } from "./movement";

/** What customers that stayed are worth less; below zero. */
export const contraction = movement("CONTRACTION", "customers that stayed and shrank");
