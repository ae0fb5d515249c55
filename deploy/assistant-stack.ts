// The assistant's stack: the functions with their roles, the address of the site, the schedule of the upkeep, the queue of
// letters and the bucket of models. The tables are made by backends, the bot through Lex's own API.

import { PRIVATE_BUCKET } from "./code-bucket.ts"
import { assistantFunction } from "./functions.ts"
import { botAliasArn, codeHookPolicy, sitePolicy, upkeepPolicy } from "./policies.ts"
import { attribute, type Resource, ref, sub, type Template } from "./template.ts"

/** What an installation decides. */
export type AssistantSettings = {
  readonly tablePrefix: string
  /** Settings of docs/configuration.md that the functions are given, by variable; no secrets. */
  readonly variables: Readonly<Record<string, string>>
}

const secretParameter = (purpose: string) => ({ Type: "String", NoEcho: true, MinLength: 16, Description: purpose })
const textParameter = (purpose: string) => ({ Type: "String", Default: "", Description: purpose })

/** The names of the stack's parameters. */
export const PARAMETERS = {
  CodeBucket: { Type: "String", Description: "Bucket of the functions' code" },
  CodeHookCode: { Type: "String", Description: "Key of the code hook's code" },
  UpkeepCode: { Type: "String", Description: "Key of the upkeep's code" },
  SiteCode: { Type: "String", Description: "Key of the site's code" },
  BookingKey: secretParameter("Makes booking references unguessable"),
  SessionSecret: secretParameter("Signs session tokens"),
  OperatorToken: secretParameter("Opens the operator page"),
  LexBotId: textParameter("The bot; empty before it is there"),
  LexBotAliasId: textParameter("The alias of the bot"),
  LexLocaleId: { ...textParameter("Locales of the bot, the default one first"), Default: "en_US" },
  BotDigest: textParameter("Hash of the bot that Lex has"),
} as const

/** Functions that talk to Lex wait until there is a bot. */
const HAS_BOT = "HasBot"

/** Makes the template. */
export function makeAssistantStack({ tablePrefix, variables }: AssistantSettings): Template {
  const common = { ...variables, TABLE_PREFIX: tablePrefix, MODEL_BUCKET: ref("Models") }
  const backends = { ...common, BOOKING_KEY: ref("BookingKey"), MAIL_QUEUE_URL: ref("Letters") }
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "Concierge: the assistant",
    Parameters: PARAMETERS,
    Conditions: { [HAS_BOT]: { "Fn::Not": [{ "Fn::Equals": [ref("LexBotId"), ""] }] } },
    Resources: {
      ...assistantFunction("CodeHook", {
        purpose: "answers Lex",
        variables: backends,
        policy: codeHookPolicy(tablePrefix),
        memoryMb: 1024,
        timeoutSeconds: 25,
      }),
      ...assistantFunction("Upkeep", {
        purpose: "each minute: gives expired holds back, sends letters",
        variables: backends,
        policy: upkeepPolicy(tablePrefix),
        memoryMb: 512,
        timeoutSeconds: 55,
      }),
      ...assistantFunction("Site", {
        purpose: "the site, the widget and their HTTP API",
        variables: {
          ...common,
          SESSION_SECRET: ref("SessionSecret"),
          OPERATOR_TOKEN: ref("OperatorToken"),
          LEX_BOT_ID: ref("LexBotId"),
          LEX_BOT_ALIAS_ID: ref("LexBotAliasId"),
          LEX_LOCALE_ID: ref("LexLocaleId"),
        },
        policy: sitePolicy(tablePrefix),
        memoryMb: 1536,
        // The HTTP API waits no longer than 30 seconds.
        timeoutSeconds: 29,
        condition: HAS_BOT,
      }),
      ...siteAddress(),
      ...bot(),
      ...schedule(),
      ...stores(),
    },
    Outputs: {
      CodeHookArn: { Value: attribute("CodeHook", "Arn") },
      BotRoleArn: { Value: attribute("BotRole", "Arn") },
      LettersUrl: { Value: ref("Letters") },
      ModelBucket: { Value: ref("Models") },
      LexBotId: { Condition: HAS_BOT, Value: ref("LexBotId") },
      LexBotAliasId: { Condition: HAS_BOT, Value: ref("LexBotAliasId") },
      BotDigest: { Condition: HAS_BOT, Value: ref("BotDigest") },
      SiteUrl: { Condition: HAS_BOT, Value: attribute("SiteApi", "ApiEndpoint") },
    },
  }
}

/** The public address: an HTTP API that hands every request to the site's function. */
function siteAddress(): Record<string, Resource> {
  return {
    SiteApi: {
      Type: "AWS::ApiGatewayV2::Api",
      Condition: HAS_BOT,
      Metadata: { Purpose: "the public address of the site" },
      Properties: { Name: sub("${AWS::StackName}-site"), ProtocolType: "HTTP" },
    },
    SiteIntegration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Condition: HAS_BOT,
      Properties: {
        ApiId: ref("SiteApi"),
        IntegrationType: "AWS_PROXY",
        IntegrationUri: attribute("Site", "Arn"),
        PayloadFormatVersion: "2.0",
      },
    },
    SiteRoute: {
      Type: "AWS::ApiGatewayV2::Route",
      Condition: HAS_BOT,
      Properties: { ApiId: ref("SiteApi"), RouteKey: "$default", Target: sub("integrations/${SiteIntegration}") },
    },
    SiteStage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Condition: HAS_BOT,
      Metadata: { Purpose: "at most 100 requests a second, 200 at once" },
      Properties: {
        ApiId: ref("SiteApi"),
        StageName: "$default",
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 },
      },
    },
    SitePermission: {
      Type: "AWS::Lambda::Permission",
      Condition: HAS_BOT,
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: ref("Site"),
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${SiteApi}/*"),
      },
    },
  }
}

/** What Lex needs: a role to speak with, and leave to call the code hook from this alias only. */
function bot(): Record<string, Resource> {
  return {
    BotRole: {
      Type: "AWS::IAM::Role",
      Metadata: { Purpose: "Lex speaks replies with it" },
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "lexv2.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": ref("AWS::AccountId") } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: "Speak",
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: ["polly:SynthesizeSpeech"], Resource: "*" }],
            },
          },
        ],
      },
    },
    CodeHookPermission: {
      Type: "AWS::Lambda::Permission",
      Condition: HAS_BOT,
      Metadata: { Purpose: "only this alias of the bot calls the code hook" },
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: ref("CodeHook"),
        Principal: "lexv2.amazonaws.com",
        SourceAccount: ref("AWS::AccountId"),
        SourceArn: botAliasArn(),
      },
    },
  }
}

function schedule(): Record<string, Resource> {
  return {
    EachMinute: {
      Type: "AWS::Events::Rule",
      Metadata: { Purpose: "calls the upkeep" },
      Properties: {
        ScheduleExpression: "rate(1 minute)",
        Targets: [{ Id: "Upkeep", Arn: attribute("Upkeep", "Arn"), RetryPolicy: { MaximumRetryAttempts: 0 } }],
      },
    },
    UpkeepPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: ref("Upkeep"),
        Principal: "events.amazonaws.com",
        SourceArn: attribute("EachMinute", "Arn"),
      },
    },
  }
}

/** What outlives the stack: letters that nobody has read, models that took time to train. */
function stores(): Record<string, Resource> {
  return {
    Letters: {
      Type: "AWS::SQS::Queue",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Metadata: { Purpose: "letters to guests, for your sender of mail" },
      Properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
    },
    Models: {
      Type: "AWS::S3::Bucket",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Metadata: { Purpose: "trained models (MODEL_BUCKET)" },
      Properties: PRIVATE_BUCKET,
    },
  }
}
