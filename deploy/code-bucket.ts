// The stack that comes first: a bucket for the code of the functions, which the other stack's functions are made from.

import { attribute, ref, sub, type Template } from "./template.ts"

/** Properties of a bucket that nobody else reads, encrypted where it lies. */
export const PRIVATE_BUCKET = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
  },
} as const

/** The bucket's stack. Code that no function has used for a year is dropped; a function keeps its own copy. */
export const CODE_BUCKET_STACK: Template = {
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "Concierge: the code of its functions",
  Resources: {
    Code: {
      Type: "AWS::S3::Bucket",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Metadata: { Purpose: "the code of the functions; private, encrypted" },
      Properties: {
        ...PRIVATE_BUCKET,
        LifecycleConfiguration: {
          Rules: [
            { Id: "OldCode", Status: "Enabled", ExpirationInDays: 365 },
            { Id: "BrokenUploads", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
          ],
        },
      },
    },
    CodePolicy: {
      Type: "AWS::S3::BucketPolicy",
      Metadata: { Purpose: "nothing of it goes unencrypted over the network" },
      Properties: {
        Bucket: ref("Code"),
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: [attribute("Code", "Arn"), sub("${Code.Arn}/*")],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      },
    },
  },
  Outputs: { CodeBucket: { Value: ref("Code") } },
}
