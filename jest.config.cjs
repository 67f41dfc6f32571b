/** Everything runs against a real PostgreSQL that global-setup starts; a test file gets its own database from a template. */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "^.+\\.[jt]s$": "@swc/jest" },
  // jose and a few others ship ES modules only: jest's module loader needs them transformed.
  transformIgnorePatterns: ["/node_modules/(?!(jose)/)"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  maxWorkers: 2,
  testTimeout: 60_000,
};
