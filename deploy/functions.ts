// A Lambda function as resources: itself, its role, its log.

import type { Statement } from "./policies.ts"
import { attribute, type Intrinsic, type Resource, ref, sub } from "./template.ts"

/** What functions differ in. */
export type FunctionSettings = {
  readonly purpose: string
  readonly variables: Readonly<Record<string, string | Intrinsic>>
  readonly policy: readonly Statement[]
  readonly memoryMb: number
  readonly timeoutSeconds: number
  /** Made only when this condition of the template holds. */
  readonly condition?: string
}

/** The system that native code in the functions' packages is installed for. */
export const ARCHITECTURE = { lambda: "x86_64", npm: "x64" } as const

const LOG_DAYS = 30

/**
 * A function with a role of its own, which may write its log and what the policy says.
 *
 * @param name Logical id; the parameter `${name}Code` is the key of its code.
 */
export function assistantFunction(name: string, settings: FunctionSettings): Record<string, Resource> {
  const { purpose, variables, policy, memoryMb, timeoutSeconds } = settings
  const condition = settings.condition === undefined ? {} : { Condition: settings.condition }
  const log = `${name}Log`
  return {
    [name]: {
      Type: "AWS::Lambda::Function",
      ...condition,
      Metadata: { Purpose: purpose },
      Properties: {
        Code: { S3Bucket: ref("CodeBucket"), S3Key: ref(`${name}Code`) },
        Runtime: "nodejs24.x",
        Architectures: [ARCHITECTURE.lambda],
        Handler: "index.handler",
        MemorySize: memoryMb,
        Timeout: timeoutSeconds,
        Role: attribute(`${name}Role`, "Arn"),
        LoggingConfig: { LogGroup: ref(log) },
        Environment: { Variables: variables },
      },
    },
    [`${name}Role`]: {
      Type: "AWS::IAM::Role",
      ...condition,
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
        Policies: [
          {
            PolicyName: name,
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                {
                  Effect: "Allow",
                  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                  Resource: attribute(log, "Arn"),
                },
                ...policy,
              ],
            },
          },
        ],
      },
    },
    [log]: {
      Type: "AWS::Logs::LogGroup",
      ...condition,
      DeletionPolicy: "Delete",
      UpdateReplacePolicy: "Delete",
      Properties: { LogGroupName: sub(`/concierge/\${AWS::StackName}/${name}`), RetentionInDays: LOG_DAYS },
    },
  }
}
