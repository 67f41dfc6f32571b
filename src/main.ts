import "reflect-metadata";
import { runCommand } from "./app/commands/command";
import { serve } from "./app/serve";

/** The server alone, for those who start it without the command line. */
void runCommand({}, (signal) => serve(signal));
