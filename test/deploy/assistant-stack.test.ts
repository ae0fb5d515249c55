import { describe, expect, it } from "vitest"
import { parseConfig, SETTINGS } from "#core/config.ts"
import { makeAssistantStack } from "#deploy/assistant-stack.ts"
import { CODE_BUCKET_STACK } from "#deploy/code-bucket.ts"
import type { Statement } from "#deploy/policies.ts"
import type { Resource, Template } from "#deploy/template.ts"

const STACK = makeAssistantStack({ tablePrefix: "shop-", variables: { ALLOWED_ORIGINS: "https://www.example.com" } })

/** Names that a value refers to, and whether it takes an attribute of them. */
function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref") return [String(inner)]
    if (key === "Fn::GetAtt") return [String((inner as string[])[0])]
    if (key === "Fn::Sub")
      return [...String(inner).matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g)].map((match) => match[1] ?? "")
    return referencesIn(inner)
  })
}

function ofType({ Resources }: Template, type: string): readonly [string, Resource][] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type)
}

function statementsOf([, role]: readonly [string, Resource]): readonly Statement[] {
  const { Policies: policies } = role.Properties as {
    Policies: { PolicyDocument: { Statement: Statement[] } }[]
  }
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
}

function variablesOf(name: string): Record<string, unknown> {
  const properties = STACK.Resources[name]?.Properties as
    | { readonly Environment: { readonly Variables: Record<string, unknown> } }
    | undefined
  return properties?.Environment.Variables ?? {}
}

describe.each([
  { name: "assistant", stack: STACK },
  { name: "code bucket", stack: CODE_BUCKET_STACK },
])("the stack of the $name", ({ stack }) => {
  it("refers only to what is in it", () => {
    const known = new Set([...Object.keys(stack.Resources), ...Object.keys(stack.Parameters ?? {})])
    const unknown = referencesIn([stack.Resources, stack.Outputs, stack.Conditions]).filter(
      (name) => !known.has(name) && !name.startsWith("AWS::"),
    )

    expect(unknown).toEqual([])
  })

  it("is within what CloudFormation takes in a call", () => {
    expect(JSON.stringify(stack).length).toBeLessThan(51_200)
  })
})

describe("the stack of the assistant", () => {
  it("uses or gives out each of its parameters", () => {
    const used = new Set(referencesIn([STACK.Resources, STACK.Outputs, STACK.Conditions]))

    expect(Object.keys(STACK.Parameters ?? {}).filter((name) => !used.has(name))).toEqual([])
  })

  it.each(ofType(STACK, "AWS::IAM::Role"))("gives %s no more than it needs", (...role) => {
    const statements = statementsOf(role)
    const actions = statements.flatMap(({ Action }) => Action)
    const anywhere = statements.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action)

    expect(actions.filter((action) => action.includes("*"))).toEqual([])
    // Voices and pictures sent along are no resources that could be named.
    expect(anywhere.filter((action) => !/^(?:polly|rekognition):/.test(action))).toEqual([])
  })

  it("lets functions touch the tables of this installation only", () => {
    const tables = ofType(STACK, "AWS::IAM::Role")
      .flatMap(statementsOf)
      .filter(({ Action }) => Action.some((action) => action.startsWith("dynamodb:")))
      .flatMap(({ Resource }) => Resource as { "Fn::Sub": string }[])
      .map((resource) => resource["Fn::Sub"].split(":").at(-1))

    expect(tables.length).toBeGreaterThan(0)
    expect(tables.filter((table) => !/^table\/shop-[a-z-]+(?:\/index\/\*)?$/.test(table ?? ""))).toEqual([])
  })

  it.each(["CodeHook", "Upkeep", "Site"])("starts %s with settings that it takes", (name) => {
    const variables = variablesOf(name)
    const secrets = Object.values(SETTINGS).flatMap((setting) => (setting.isSecret ? [setting.name as string] : []))
    const given = {
      ...variables,
      ...{ LEX_BOT_ID: "BOT0000001", LEX_BOT_ALIAS_ID: "ALIAS00001", LEX_LOCALE_ID: "en_US" },
      ...{ MODEL_BUCKET: "models", MAIL_QUEUE_URL: "https://sqs.example.com/q" },
      ...{ BOOKING_KEY: "k".repeat(48), SESSION_SECRET: "k".repeat(48), OPERATOR_TOKEN: "k".repeat(48) },
    } as Record<string, string>

    expect(parseConfig(given)).toMatchObject({ tablePrefix: "shop-", allowedOrigins: ["https://www.example.com"] })
    for (const secret of secrets.filter((variable) => variable in variables)) {
      const { Ref: parameter } = variables[secret] as { Ref: string }
      expect(STACK.Parameters?.[parameter]).toMatchObject({ NoEcho: true })
    }
  })

  it("keeps letters and models when it is deleted", () => {
    expect(STACK.Resources.Letters).toMatchObject({ DeletionPolicy: "Retain" })
    expect(STACK.Resources.Models).toMatchObject({ DeletionPolicy: "Retain" })
  })
})
