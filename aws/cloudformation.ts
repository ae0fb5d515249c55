// The door to CloudFormation: a stack made or brought up to date from a template, waited for, with the reasons when it
// fails. What is in the templates is deploy/.

import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type Stack as SdkStack,
} from "@aws-sdk/client-cloudformation"
import { Fault } from "#core/errors.ts"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** A stack that is there. */
export type Stack = { readonly outputs: Readonly<Record<string, string>> }

/** What a stack is to be. */
export type StackPlan = {
  readonly name: string
  /** JSON, at most 51,200 bytes. */
  readonly template: string
  /** By name; `"previous"` keeps the value the stack has. */
  readonly parameters: Readonly<Record<string, { readonly value: string } | "previous">>
}

/**
 * Stacks. All methods throw `Fault`: `setting-invalid` with CloudFormation's own reasons when it refuses or fails, or when
 * the credentials won't do; `storage-unavailable` when it is silent or not done within an hour.
 */
export interface Stacks {
  /** @returns `undefined` when there is no such stack, or nothing of it came to be. */
  find(name: string): Promise<Stack | undefined>
  /** Makes the stack, or brings it up to date, and waits. Run again with the same plan it changes nothing. */
  deploy(plan: StackPlan): Promise<Stack & { readonly isChanged: boolean }>
}

const POLL_MS = 3000
const MAX_POLLS = 1200

/** A first attempt that failed leaves a stack that can only be deleted; a change set that was never run, an empty one. */
const EMPTY_STATES: ReadonlySet<string> = new Set(["ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "DELETE_COMPLETE"])

type Wait = (milliseconds: number) => Promise<void>

/**
 * Creates the door.
 *
 * @param wait Lets so many milliseconds pass; called between two looks at something that takes its time.
 * @param newId Names change sets: letters, digits and dashes.
 */
export function createStacks(settings: AwsSettings, wait: Wait, newId: () => string): Stacks {
  const client = new CloudFormationClient(clientOptions(settings))
  return {
    async find(name) {
      const stack = await translated(describe(client, name))
      return stack === undefined || EMPTY_STATES.has(stack.StackStatus ?? "") ? undefined : toStack(stack)
    },
    deploy: (plan) => translated(deploy(client, plan, wait, newId())),
  }
}

async function deploy(client: CloudFormationClient, plan: StackPlan, wait: Wait, id: string) {
  const { name } = plan
  const before = await describe(client, name)
  if (before?.StackStatus === "ROLLBACK_COMPLETE") {
    await client.send(new DeleteStackCommand({ StackName: before.StackId }))
    await settle(client, before.StackId ?? name, wait)
  }
  const isNew = before === undefined || EMPTY_STATES.has(before.StackStatus ?? "")
  const changes = `concierge-${id}`
  await client.send(
    new CreateChangeSetCommand({
      StackName: name,
      ChangeSetName: changes,
      ChangeSetType: isNew ? "CREATE" : "UPDATE",
      TemplateBody: plan.template,
      Capabilities: ["CAPABILITY_IAM"],
      Tags: [{ Key: "application", Value: "concierge" }],
      Parameters: Object.entries(plan.parameters).map(([ParameterKey, parameter]) =>
        parameter === "previous"
          ? { ParameterKey, UsePreviousValue: true }
          : { ParameterKey, ParameterValue: parameter.value },
      ),
    }),
  )
  const target = { StackName: name, ChangeSetName: changes }
  if (!(await hasChanges(client, target, wait))) {
    await client.send(new DeleteChangeSetCommand(target))
    return { ...toStack(before), isChanged: false }
  }
  await client.send(new ExecuteChangeSetCommand({ ...target, ClientRequestToken: changes }))
  const after = await settle(client, name, wait)
  const status = after?.StackStatus ?? "gone"
  if (status !== "CREATE_COMPLETE" && status !== "UPDATE_COMPLETE")
    throw new Fault("setting-invalid", { hint: `stack ${name}: ${status}\n${await reasons(client, name, changes)}` })
  return { ...toStack(after), isChanged: true }
}

type ChangeSet = { readonly StackName: string; readonly ChangeSetName: string }

async function hasChanges(client: CloudFormationClient, target: ChangeSet, wait: Wait): Promise<boolean> {
  for (let i = 0; i < MAX_POLLS; i++) {
    const { Status: status, StatusReason: reason = "" } = await client.send(new DescribeChangeSetCommand(target))
    if (status === "CREATE_COMPLETE") return true
    if (status === "FAILED") {
      // CloudFormation knows no other state for a change set without changes.
      if (/didn't contain changes|No updates are to be performed/.test(reason)) return false
      throw new Fault("setting-invalid", { hint: `stack ${target.StackName}: ${reason}` })
    }
    await wait(POLL_MS)
  }
  throw unfinished(target.StackName)
}

/** Waits until nothing of a stack is in progress. */
async function settle(client: CloudFormationClient, name: string, wait: Wait): Promise<SdkStack | undefined> {
  for (let i = 0; i < MAX_POLLS; i++) {
    await wait(POLL_MS)
    const stack = await describe(client, name)
    if (stack === undefined || !/_IN_PROGRESS$/.test(stack.StackStatus ?? "")) return stack
  }
  throw unfinished(name)
}

function unfinished(name: string): Fault {
  return new Fault("storage-unavailable", { hint: `stack ${name} is not done within an hour` })
}

/** What failed in the run of a change set, the first first: later failures are mostly its consequences. */
async function reasons(client: CloudFormationClient, name: string, token: string): Promise<string> {
  const { StackEvents: events = [] } = await client.send(new DescribeStackEventsCommand({ StackName: name }))
  const failures = events.filter(
    ({ ResourceStatus: status, ClientRequestToken: own }) =>
      (own === undefined || own === token) && /_FAILED$/.test(status ?? ""),
  )
  return failures
    .reverse()
    .map(({ LogicalResourceId, ResourceType, ResourceStatusReason }) =>
      [LogicalResourceId, ResourceType, ResourceStatusReason].filter(Boolean).join("  "),
    )
    .join("\n")
}

async function describe(client: CloudFormationClient, name: string): Promise<SdkStack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0]
  } catch (error) {
    // There is no error type for a stack that isn't there.
    if (error instanceof Error && error.name === "ValidationError" && /does not exist/.test(error.message)) {
      return undefined
    }
    throw error
  }
}

function toStack(stack: SdkStack | undefined): Stack {
  const outputs = stack?.Outputs ?? []
  return {
    outputs: Object.fromEntries(
      outputs.flatMap(({ OutputKey: key, OutputValue: value }) =>
        key === undefined || value === undefined ? [] : [[key, value] as const],
      ),
    ),
  }
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    const isRefusal =
      error instanceof Error && /^(?:ValidationError|InsufficientCapabilities|LimitExceeded)/.test(error.name)
    if (isRefusal)
      throw new Fault("setting-invalid", { cause: error, hint: `CloudFormation refuses: ${error.message}` })
    // Which call it was, and of whom, is what its owner has to know.
    if (error instanceof Error && /^AccessDenied/.test(error.name))
      throw new Fault("setting-invalid", { cause: error, hint: error.message })
    throw toFault(error, "storage-unavailable")
  }
}
