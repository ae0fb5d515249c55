// Where functions that call AWS reach it: the variables that their processes get beside those of this one.

/** The form of the keys that AWS gives out; others are made up for a local endpoint. */
const REAL_KEY = /^A(?:KIA|SIA)[0-9A-Z]{12,}$/

/**
 * Sends functions to the local endpoint, unless the settings of this process say where to call: an endpoint, a profile, or
 * the key of an account.
 */
export function awsEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  url: string,
): Readonly<Record<string, string>> {
  const key = given.AWS_ACCESS_KEY_ID
  const isElsewhere = given.AWS_ENDPOINT_URL !== undefined || given.AWS_PROFILE !== undefined
  if (isElsewhere || (key !== undefined && REAL_KEY.test(key))) return {}
  const keys = key === undefined ? { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" } : {}
  return { AWS_ENDPOINT_URL: url, ...keys }
}
