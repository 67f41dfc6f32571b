import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", ".cache/", ".holdfast/", "node_modules/", "**/__generated__/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
    },
  },
  { files: ["**/*.cjs", "bin/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  { files: ["bin/*.js", "bench/**", "test/**", "demo/**", "src/cli.ts", "src/cli/**"], rules: { "no-console": "off" } },
);
