// An account of AWS as far as a deployment sees it without a local endpoint: stacks, and a bucket of code.

import type { Stack, StackPlan, Stacks } from "#aws/cloudformation.ts"
import type { Bucket } from "#aws/s3.ts"

type Made = Stack & { readonly parameters: Readonly<Record<string, string>>; readonly template: string }

/** The account. */
export type FakeCloud = {
  readonly stacks: Stacks
  readonly openBucket: (name: string) => Bucket
  /** Keys of the code that was sent, in order. */
  readonly sent: readonly string[]
  parametersOf(stackName: string): Readonly<Record<string, string>>
}

/** Makes an empty account. */
export function fakeCloud(): FakeCloud {
  const made = new Map<string, Made>()
  const sent: string[] = []
  return {
    sent,
    parametersOf: (name) => made.get(name)?.parameters ?? {},
    openBucket: () =>
      ({
        list: async (prefix: string) => sent.filter((key) => key.startsWith(prefix)),
        put: async (key: string) => {
          sent.push(key)
        },
      }) as unknown as Bucket,
    stacks: {
      find: async (name) => made.get(name),
      async deploy(plan) {
        const before = made.get(plan.name)
        const after = makeStack(plan, before)
        made.set(plan.name, after)
        return { outputs: after.outputs, isChanged: JSON.stringify(before) !== JSON.stringify(after) }
      },
    },
  }
}

function makeStack({ parameters: given, template }: StackPlan, before: Made | undefined): Made {
  const parameters = Object.fromEntries(
    Object.entries(given).map(([name, parameter]) => {
      const value = parameter === "previous" ? before?.parameters[name] : parameter.value
      if (value === undefined) throw new Error(`no previous value of ${name}`)
      return [name, value]
    }),
  )
  const { Outputs } = JSON.parse(template) as { Outputs: Record<string, { Condition?: string; Value: unknown }> }
  const there = Object.entries(Outputs).filter(
    ([, { Condition }]) => Condition === undefined || parameters.LexBotId !== "",
  )
  const outputs = there.map(([name, { Value: value }]) => {
    const { Ref: parameter = "" } = value as { Ref?: string }
    return [name, parameters[parameter] ?? FAKE_OUTPUTS[name] ?? `${name}-value`] as const
  })
  return { parameters, template, outputs: Object.fromEntries(outputs) }
}

const FAKE_OUTPUTS: Readonly<Record<string, string>> = {
  BotRoleArn: "arn:aws:iam::000000000000:role/bot",
  CodeHookArn: "arn:aws:lambda:us-east-1:000000000000:function:code-hook",
  SiteUrl: "https://abc.execute-api.us-east-1.amazonaws.com",
}
