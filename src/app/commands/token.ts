import { type Command, InvalidArgumentError, Option } from "commander";
import { issueToken } from "../../platform/auth/tokens";
import { type Role, ROLES } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { type Outcome, runCommand } from "./command";

interface TokenOptions {
  readonly role: Role;
  readonly rep?: string;
  readonly as?: string;
  readonly ttl: number;
  readonly json?: boolean;
}

const HOUR_MILLISECONDS = 3_600_000;
const LONGEST_HOURS = 30 * 24;

export function addToken(program: Command): void {
  program
    .command("token")
    .description("print a token for development, signed with the local key")
    .addOption(new Option("--role <role>", "what its bearer may see").choices(ROLES).makeOptionMandatory())
    .option("--rep <externalId>", "the bearer's own rep record; needed for REP and LEADER")
    .option("--as <name>", "who bears it: two names are two people, who check each other")
    .option("--ttl <hours>", "how long it is accepted", hours, 12)
    .option("--json", "print the token and its end as JSON")
    .action((options: TokenOptions) => runCommand(options, () => token(options, new Date())));
}

async function token(options: TokenOptions, now: Date): Promise<Outcome> {
  const { role, ttl } = options;
  const rep = options.rep ?? null;
  const config = readConfig(process.env);
  if (config.environment === "production")
    throw new Error("In production, tokens come from the identity provider of AUTH_JWKS_URL, not from this command.");
  if (config.auth.jwksUrl !== null)
    throw new Error("The server trusts the keys of AUTH_JWKS_URL only: ask there for a token, or unset the variable.");
  if (rep === null && (role === "REP" || role === "LEADER"))
    throw new Error(`A ${role} is one of the reps: name it with --rep and its external id.`);
  const expiresAt = new Date(now.getTime() + ttl * HOUR_MILLISECONDS);
  const sub = `development-${options.as ?? rep ?? role.toLowerCase()}`;
  const text = await issueToken({ ...config.auth, home: config.home }, { sub, role, rep, issuedAt: now, expiresAt });
  return { text, json: { token: text, expiresAt: expiresAt.toISOString() } };
}

function hours(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= LONGEST_HOURS) return value;
  throw new InvalidArgumentError(`Takes hours, more than 0 and at most ${LONGEST_HOURS}.`);
}
