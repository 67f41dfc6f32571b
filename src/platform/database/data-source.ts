import pg from "pg";
import { AbstractLogger, DataSource, type DataSourceOptions } from "typeorm";
import { SnakeNamingStrategy } from "./naming";
import { sessionOf, type SessionSettings } from "./session";

/** What fails is thrown. TypeORM's own lines would reach the console past the server's log. */
class Quiet extends AbstractLogger {
  protected override writeLog(): void {}
}

/** TypeORM as we use it everywhere: our sessions, our names, pg and never pg-native, no schema change of its own. */
export function makeDataSource(
  url: string,
  settings: SessionSettings,
  options: Pick<DataSourceOptions, "entities" | "migrations" | "migrationsTableName" | "poolSize">,
): DataSource {
  const { connectionString, ...extra } = sessionOf(url, settings);
  return new DataSource({
    ...options,
    type: "postgres",
    driver: pg,
    url: connectionString,
    extra,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    logger: new Quiet(false),
  });
}
