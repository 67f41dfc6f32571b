import { movement } from "./movement";

/** What customers are worth who had left and came back. */
export const reactivation = movement("REACTIVATION", "customers that had left and came back");
