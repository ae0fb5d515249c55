// The one function Lex calls, deployable to AWS Lambda as it is. How it answers is create-code-hook.ts.

import { type CodeHook, createCodeHook } from "./create-code-hook.ts"
import { lambdaLog, lambdaServices } from "./wiring.ts"

/** The Lambda function. */
export const handler: CodeHook = createCodeHook(lambdaServices, lambdaLog)
