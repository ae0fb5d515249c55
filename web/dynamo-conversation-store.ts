// Conversations in one DynamoDB table: partition key `sessionId`, sort key `entry`, which is `session` or `turn#<id>`.
// Every write is a single conditional one. The promises kept here are those of web/conversation-store.ts.

import type { Item, Items } from "#aws/dynamo.ts"
import type { LexSessionState } from "#aws/lex.ts"
import { addMs, type Clock, type EpochMs, epochMs, formatInstant, toEpochSeconds } from "#core/time.ts"
import type { HistoryTurn, Reply } from "./contract.ts"
import type { ClaimOutcome, ConversationStore, FinishedTurn, SessionRecord, TurnClaim } from "./conversation-store.ts"

const SESSION_ENTRY = "session"
const TURN_PREFIX = "turn#"
const DAY_MS = 86_400_000
const MAX_CLAIM_ROUNDS = 5
const DELETES_AT_ONCE = 25

const key = (sessionId: string, entry: string) => ({ sessionId, entry })
const turnKey = (sessionId: string, turnId: string) => key(sessionId, `${TURN_PREFIX}${turnId}`)

/** The table, and what is done with its items. */
type Table = { readonly items: Items; readonly name: string }

/** The condition on a turn that is still claimed as it was: a finished or erased one has no lease. */
const IS_LEASED = "leaseUntil = :lease"
/** How long a session is taken to exist without asking again; what another process erases is noticed that much later. */
const SESSION_TRUST_MS = 20_000
const MAX_KNOWN_SESSIONS = 10_000

/** Keeps conversations in a table for so many days; DynamoDB deletes them by the attribute `expiresAtSeconds`. */
export function createDynamoConversationStore(
  items: Items,
  tableName: string,
  historyDays: number,
  clock: Clock,
): ConversationStore {
  const table = { items, name: tableName }
  const expiry = () => ({ expiresAtSeconds: toEpochSeconds(addMs(clock(), historyDays * DAY_MS)) })
  const known = createSessionMemory(clock)
  const findSession = async (sessionId: string) => {
    const remembered = known.find(sessionId)
    if (remembered !== undefined) return remembered
    const item = await items.get(tableName, key(sessionId, SESSION_ENTRY))
    if (item === undefined) return undefined
    const session = toSession(item)
    known.remember(session)
    return session
  }

  return {
    async begin(session, greeting) {
      const greetingItem = { ...turnKey(session.sessionId, greeting.turnId), ...finishedFields(greeting), ...expiry() }
      await items.put(tableName, { ...greetingItem, claimedAt: greeting.completedAt })
      await items.put(tableName, { ...session, entry: SESSION_ENTRY, ...expiry() })
    },

    findSession,

    async claim(claim) {
      const [session, outcome] = await Promise.all([findSession(claim.sessionId), claimTurn(table, claim, expiry())])
      if (session !== undefined) return outcome.type === "claimed" ? { ...outcome, session } : outcome
      if (outcome.type === "claimed") await items.delete(tableName, turnKey(claim.sessionId, claim.turnId))
      return { type: "no-session" }
    },

    async release(sessionId, turnId) {
      const never = { expression: "SET leaseUntil = :never", values: { ":never": 0 } }
      await items.update(tableName, turnKey(sessionId, turnId), never, "attribute_exists(leaseUntil)")
    },

    async complete(turn, claim) {
      const item = {
        ...turnKey(turn.sessionId, turn.turnId),
        fingerprint: claim.fingerprint,
        claimedAt: claim.claimedAt,
        ...finishedFields(turn),
        ...expiry(),
      }
      await items.put(tableName, item, { expression: IS_LEASED, values: { ":lease": claim.leaseUntil } })
    },

    async findStateBefore(sessionId, firstClaimedAt) {
      const last = (await listFinished(table, sessionId)).at(-1)
      if (last === undefined || completedAt(last) > firstClaimedAt) return undefined
      return JSON.parse(String(last.state)) as LexSessionState
    },

    listTurns: async (sessionId) => (await listFinished(table, sessionId)).map(toHistoryTurn),

    async findMessage(sessionId, messageId) {
      const turnId = messageId.slice(0, messageId.lastIndexOf("."))
      const [session, turn] = await Promise.all([
        findSession(sessionId),
        items.get(tableName, turnKey(sessionId, turnId)),
      ])
      if (session === undefined || turn?.completedAt === undefined) return undefined
      const message = (JSON.parse(String(turn.reply)) as Reply).messages.find(({ id }) => id === messageId)
      if (message === undefined) return undefined
      const ssml = (JSON.parse(String(turn.ssml ?? "{}")) as Readonly<Record<string, string>>)[messageId]
      return { message, localeId: session.localeId, ...(ssml === undefined ? {} : { ssml }) }
    },

    async erase(sessionId) {
      // The session goes first: from then on no new turn is taken, so the rest can't grow again.
      known.forget(sessionId)
      await items.delete(tableName, key(sessionId, SESSION_ENTRY))
      known.forget(sessionId)
      const entries = (await listEntries(table, sessionId, "")).map((item) => String(item.entry))
      for (let i = 0; i < entries.length; i += DELETES_AT_ONCE) {
        const batch = entries.slice(i, i + DELETES_AT_ONCE)
        await Promise.all(batch.map((entry) => items.delete(tableName, key(sessionId, entry))))
      }
    },

    async checkReachable() {
      await items.get(tableName, key("readiness-probe", SESSION_ENTRY))
    },
  }
}

/** The sessions this process has seen lately, the longest unseen forgotten first. */
function createSessionMemory(clock: Clock) {
  const sessions = new Map<string, { readonly session: SessionRecord; readonly until: EpochMs }>()
  return {
    find(sessionId: string): SessionRecord | undefined {
      const known = sessions.get(sessionId)
      return known !== undefined && known.until > clock() ? known.session : undefined
    },
    remember(session: SessionRecord): void {
      sessions.delete(session.sessionId)
      sessions.set(session.sessionId, { session, until: addMs(clock(), SESSION_TRUST_MS) })
      const [oldest] = sessions.keys()
      if (sessions.size > MAX_KNOWN_SESSIONS && oldest !== undefined) sessions.delete(oldest)
    },
    forget(sessionId: string): void {
      sessions.delete(sessionId)
    },
  }
}

function finishedFields(turn: FinishedTurn) {
  return {
    completedAt: turn.completedAt,
    said: turn.said,
    reply: JSON.stringify(turn.reply),
    state: JSON.stringify(turn.state),
    ssml: Object.keys(turn.ssml).length === 0 ? undefined : JSON.stringify(turn.ssml),
  }
}

/** An outcome for which the session hasn't been looked up. */
type SessionlessOutcome =
  | Exclude<ClaimOutcome, { type: "claimed" }>
  | Omit<Extract<ClaimOutcome, { type: "claimed" }>, "session">

async function claimTurn(table: Table, claim: TurnClaim, expiry: Item): Promise<SessionlessOutcome> {
  const { items, name } = table
  const ownKey = turnKey(claim.sessionId, claim.turnId)
  const { fingerprint, claimedAt, leaseUntil } = claim
  for (let round = 0; round < MAX_CLAIM_ROUNDS; round++) {
    const item = { ...ownKey, fingerprint, claimedAt, leaseUntil, ...expiry }
    if (await items.put(name, item, { expression: "attribute_not_exists(entry)" }))
      return { type: "claimed", isRepeat: false, firstClaimedAt: claimedAt }

    const known = await items.get(name, ownKey)
    if (known === undefined) continue
    const settled = settledOutcome(known, claim)
    if (settled !== undefined) return settled

    const takeOver = {
      expression: "SET leaseUntil = :own",
      values: { ":own": leaseUntil, ":lease": known.leaseUntil },
    }
    if (await items.update(name, ownKey, takeOver, IS_LEASED))
      return { type: "claimed", isRepeat: true, firstClaimedAt: epochMs(Number(known.claimedAt)) }
  }
  return { type: "under-way" }
}

/** What can be said of a known turn without taking it; `undefined` when its lease has run out. */
function settledOutcome(known: Item, claim: TurnClaim): ClaimOutcome | undefined {
  if (known.fingerprint !== claim.fingerprint) return { type: "reused" }
  if (known.completedAt !== undefined) return { type: "done", reply: JSON.parse(String(known.reply)) as Reply }
  return Number(known.leaseUntil) > claim.claimedAt ? { type: "under-way" } : undefined
}

async function listEntries(table: Table, sessionId: string, prefix: string): Promise<readonly Item[]> {
  const all = { expression: "sessionId = :id", values: { ":id": sessionId } }
  const some = {
    expression: "sessionId = :id AND begins_with(#entry, :prefix)",
    names: { "#entry": "entry" },
    values: { ":id": sessionId, ":prefix": prefix },
  }
  const entries: Item[] = []
  let after: Item | undefined
  do {
    const query = { key: prefix === "" ? all : some, ...(after === undefined ? {} : { after }) }
    const page = await table.items.query(table.name, query)
    entries.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return entries
}

/** Finished turns, oldest first. */
async function listFinished(table: Table, sessionId: string): Promise<readonly Item[]> {
  const turns = await listEntries(table, sessionId, TURN_PREFIX)
  return turns
    .filter((turn) => turn.completedAt !== undefined)
    .toSorted((one, other) => completedAt(one) - completedAt(other) || Number(one.claimedAt) - Number(other.claimedAt))
}

function completedAt(turn: Item): EpochMs {
  return epochMs(Number(turn.completedAt))
}

function toSession(item: Item): SessionRecord {
  return {
    sessionId: String(item.sessionId),
    localeId: String(item.localeId),
    createdAt: epochMs(Number(item.createdAt)),
    ...(typeof item.consent === "string" ? { consent: item.consent } : {}),
  }
}

function toHistoryTurn(item: Item): HistoryTurn {
  const reply = JSON.parse(String(item.reply)) as Reply
  return {
    turnId: reply.turnId,
    at: formatInstant(epochMs(Number(item.claimedAt))),
    ...(typeof item.said === "string" ? { text: item.said } : {}),
    ...(reply.image === undefined ? {} : { image: reply.image }),
    messages: reply.messages,
    ...(reply.suggestions === undefined ? {} : { suggestions: reply.suggestions }),
  }
}
