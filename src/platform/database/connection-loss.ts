import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from "typeorm";

/**
 * Class 08, and 57P01 to 57P03: PostgreSQL stops, ended its processes after a crash, or takes no connections yet.
 * Source: PostgreSQL documentation, appendix A.
 */
const STATES = /^(08[0-9A-Z]{3}|57P0[123])$/;
/** Of the operating system. ENOENT only where it connects: there the socket's file is missing. */
const FAILED_CALLS = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"];
/** What pg says without a code. */
const SAYINGS = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** TypeORM lets go of a connection that breaks between two statements, and forgets why. */
const FORGOTTEN = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** Whether an error says that the connection broke or could not be made: what it was used for may be tried anew. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (FORGOTTEN.some((kind) => error instanceof kind)) return true;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  const isUnreachable = FAILED_CALLS.includes(code) || (code === "ENOENT" && syscall === "connect");
  return isUnreachable || STATES.test(code) || SAYINGS.test(error.message);
}
