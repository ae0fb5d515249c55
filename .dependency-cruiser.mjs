// Who may import whom: the table of docs/architecture.md, as rules. `npm run check` runs them; so does a test.

/** Nothing outside these targets may be imported from the folder; npm and Node's own modules are judged by other rules. */
const may = (folder, targets, from = {}) => ({
  name: `${folder}-imports`,
  severity: "error",
  from: { path: `^${folder}/`, ...from },
  to: { pathNot: [`^${folder}/`, ...targets], dependencyTypesNot: ["core", "npm", "npm-dev", "npm-no-pkg"] },
})

const never = (name, from, to) => ({ name, severity: "error", from, to })

export default {
  forbidden: [
    never("no-cycles", {}, { circular: true }),
    never("no-unresolved", {}, { couldNotResolve: true, pathNot: "^cloudflare:" }),
    may("core", []),
    may("intents", ["^core/"]),
    may("bot", ["^core/", "^intents/"], { pathNot: "^bot/cli/" }),
    may("aws", ["^core/"]),
    may("backends", ["^core/", "^aws/"]),
    may("handlers", ["^core/", "^intents/", "^bot/", "^backends/", "^aws/"]),
    may("local", ["^core/", "^bot/"], { pathNot: "^local/main[.]ts$" }),
    may("web", ["^core/", "^aws/"], { pathNot: "^web/(services|main|node|worker|lambda)[.]ts$" }),
    may("deploy", ["^core/", "^aws/", "^bot/", "^backends/", "^web/build/"]),
    never("core-and-intents-need-nothing", { path: "^(core|intents)/" }, { dependencyTypes: ["core", "npm"] }),
    never("bot-is-pure", { path: "^bot/", pathNot: "^bot/cli/" }, { dependencyTypes: ["core"] }),
    never("sdk-only-in-aws", { pathNot: "^(aws|test|bench)/" }, { path: "node_modules/@(aws-sdk|smithy)/" }),
    never(
      "aws-through-adapters",
      { path: "^(backends|handlers)/", pathNot: "/(dynamo|s3|sqs)-[^/]+[.]ts$|^handlers/wiring[.]ts$" },
      { path: "^aws/" },
    ),
    never(
      "widget-alone",
      { path: "^web/widget/" },
      { pathNot: ["^web/widget/", "^web/contract[.]ts$", "^core/image/"] },
    ),
    never("nobody-imports-tests", { pathNot: "^(test|bench|training)/" }, { path: "^(test|bench)/" }),
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
}
