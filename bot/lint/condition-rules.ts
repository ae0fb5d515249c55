// Rules about branches and their conditions. Reading an expression is bot/dialog/condition-syntax.ts.

import type { ConditionalSpecification } from "#bot/definition.ts"
import { type Condition, type Operand, parseCondition } from "#bot/dialog/condition-syntax.ts"
import type { IntentView } from "./bot-view.ts"
import { QUOTAS } from "./lex-facts.ts"
import type { Located } from "./located.ts"
import { checkCount, checkLength, type Problem, problem, type Rule, repeated } from "./rule.ts"

const branchForm: Rule = {
  name: "branch-form",
  severity: "refused",
  check: (view) => view.intents.flatMap((intent) => intent.flow.conditionals.flatMap(checkBranches)),
}

function checkBranches(conditional: Located<ConditionalSpecification>): Problem[] {
  const { branches } = conditional.value
  if (branches.length === 0) {
    return [problem(conditional, "conditionalBranches", "has no branches", "Add one, or remove the condition.")]
  }
  const names = branches.map((branch) => branch.name)
  return [
    ...checkCount(conditional, "conditionalBranches", branches.length, QUOTAS.branches, "branches"),
    ...branches.flatMap((branch, i) => [
      ...checkLength(conditional, `conditionalBranches[${i}].name`, branch.name, 100),
      ...checkLength(
        conditional,
        `conditionalBranches[${i}].condition.expressionString`,
        branch.expression,
        QUOTAS.expressionLength,
      ),
    ]),
    ...repeated(names).map(({ text, at }) =>
      problem(conditional, `conditionalBranches[${at}].name`, `two branches are called ${text}`, "Rename one."),
    ),
  ]
}

/** A branch's expression and its place. */
type Expression = Located<string>

function expressionsOf(intent: IntentView): Expression[] {
  return intent.flow.conditionals.flatMap((conditional) =>
    conditional.value.branches.map((branch, i) => ({
      value: branch.expression,
      file: conditional.file,
      path: `${conditional.path}.conditionalBranches[${i}].condition.expressionString`,
    })),
  )
}

const conditionSyntax: Rule = {
  name: "condition-syntax",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      expressionsOf(intent).flatMap((expression) => {
        const parsed = expression.value === "" ? undefined : parseCondition(expression.value)
        if (!parsed || parsed.ok) return []
        const message = `"${expression.value}" can't be read: ${parsed.problem}`
        return [problem(expression, "", message, 'Write comparisons such as {Slot} = "value" AND fn.IS_SET([name]).')]
      }),
    ),
}

const conditionSlots: Rule = {
  name: "condition-slot-exists",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      expressionsOf(intent).flatMap((expression) => {
        const parsed = parseCondition(expression.value)
        if (!parsed.ok) return []
        return slotNames(parsed.condition)
          .filter((name) => !isKnownSlot(name, intent))
          .map((name) => problem(expression, "", `{${name}} is no slot of ${intent.value.name}`, "Use a slot's name."))
      }),
    ),
}

/** Slots that a condition asks about. */
function slotNames(condition: Condition): string[] {
  switch (condition.type) {
    case "and":
    case "or":
      return condition.operands.flatMap(slotNames)
    case "not":
      return slotNames(condition.operand)
    case "compare":
      return slotName(condition.left)
    case "function":
      return slotName(condition.operand)
  }
}

function slotName({ reference }: Operand): string[] {
  return reference.type === "slot" ? [reference.name] : []
}

function isKnownSlot(name: string, intent: IntentView): boolean {
  const [head = "", tail] = name.toLowerCase().split(".")
  const own = intent.value.slots.find((slot) => slot.name.toLowerCase() === head)
  if (tail === undefined) return own !== undefined
  if (own?.subSlots?.specifications.some((part) => part.name.toLowerCase() === tail)) return true
  const other = intent.locale.intents.find((candidate) => candidate.name.toLowerCase() === head)
  return other?.slots.some((slot) => slot.name.toLowerCase() === tail) ?? false
}

const reachableBranch: Rule = {
  name: "unreachable-branch",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.conditionals.flatMap((conditional) => {
        const expressions = conditional.value.branches.map((branch) => canonical(branch.expression))
        return repeated(expressions).map(({ at }) =>
          problem(
            conditional,
            `conditionalBranches[${at}]`,
            "an earlier branch has the same condition, so this one is never taken",
            "Change the condition, or remove the branch.",
          ),
        )
      }),
    ),
}

/** One form for expressions that differ in spelling only; unreadable ones stay as they are. */
function canonical(expression: string): string {
  const parsed = parseCondition(expression)
  return parsed.ok ? JSON.stringify(parsed.condition).toLowerCase() : expression
}

const contradiction: Rule = {
  name: "contradictory-condition",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      expressionsOf(intent).flatMap((expression) => {
        const parsed = parseCondition(expression.value)
        const clash = parsed.ok ? findContradiction(parsed.condition) : undefined
        return clash ? [problem(expression, "", `can never be true: ${clash}`, "Write OR for alternatives.")] : []
      }),
    ),
}

/** `{Size} = "a" AND {Size} = "b"`, or something set and not set: what nobody means. */
function findContradiction(condition: Condition): string | undefined {
  if (condition.type === "or") {
    const found = condition.operands.map(findContradiction)
    return found.every((one) => one !== undefined) ? found[0] : undefined
  }
  if (condition.type !== "and") return undefined
  const equals = new Map<string, string>()
  for (const part of condition.operands.flatMap((operand) => (operand.type === "and" ? operand.operands : [operand]))) {
    if (part.type !== "compare" || part.comparator !== "=" || part.left.type !== "reference") continue
    const { name } = part.left.reference
    const wanted = part.right.text.toLowerCase()
    const earlier = equals.get(name.toLowerCase())
    if (earlier !== undefined && earlier !== wanted) return `${name} can't be ${earlier} and ${wanted} at once`
    equals.set(name.toLowerCase(), wanted)
  }
  return condition.operands.map(findContradiction).find((found) => found !== undefined)
}

/** The rules of this file. */
export const CONDITION_RULES: readonly Rule[] = [
  branchForm,
  conditionSyntax,
  conditionSlots,
  reachableBranch,
  contradiction,
]
