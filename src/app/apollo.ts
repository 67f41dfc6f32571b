import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { ServedContext } from "./exchange";
import { withoutSuggestion } from "./introspection";
import { type RequestRules, requestPlugin } from "./request-plugin";

/** graphql-js stops validating after so many errors: a document with thousands must not keep it busy. */
const MOST_VALIDATION_ERRORS = 20;

export async function startApollo(rules: RequestRules): Promise<ApolloServer<ServedContext>> {
  const apollo = new ApolloServer<ServedContext>({
    schema: rules.schema,
    nodeEnv: rules.environment,
    // Who may read the schema is decided per viewer, in the plugin.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    validationOptions: { maxErrors: MOST_VALIDATION_ERRORS },
    // Apollo's own option leaves the suggestions in the messages about variables.
    formatError: rules.environment === "production" ? withoutSuggestion : (error) => error,
    logger: rules.log,
    plugins: [
      // Costs a quarter of the CPU of a request, for hints that a private graph does not give.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestPlugin(rules) as ApolloServerPlugin<ServedContext>,
    ],
  });
  await apollo.start();
  return apollo;
}
