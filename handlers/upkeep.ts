// The function that a schedule calls each minute in the cloud: what a process that was killed left is finished, expired holds
// are given back, letters that are due go to the queue. On one machine local/main.ts does this.

import { openLambdaBackends } from "./wiring.ts"

/** The Lambda function; its event plays no part. Throws when something could not be done, so that it counts as failed. */
export async function handler(): Promise<void> {
  const backends = await openLambdaBackends()
  await backends.recover()
  await backends.deliverMail()
}
