import { movement } from "./movement";

/** What customers are worth who were worth nothing before, ever. */
export const newValue = movement("NEW", "customers that had never been worth anything before");
