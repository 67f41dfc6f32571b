import { movement } from "./movement";

/** What customers that stayed are worth more. */
export const expansion = movement("EXPANSION", "customers that stayed and grew");
