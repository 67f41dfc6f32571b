import "reflect-metadata";
import { Command } from "commander";
import { addMigrate } from "./app/commands/migrate";

const program = new Command("holdfast").description("Which customers are about to leave, and who keeps them.");

addMigrate(program);

void program.parseAsync();
