// Bots that came over the model API, with their versions and aliases, in a folder: a restart keeps what was deployed.

import { mkdir, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Bot } from "#bot/definition.ts"
import type { Log } from "#core/log.ts"
import type { EpochMs } from "#core/time.ts"
import type { BotAlias, BotVersion } from "./bot-types.ts"

/** A bot as it is kept. */
export type StoredBot = {
  readonly draft: Bot
  readonly versions: readonly (readonly [string, BotVersion])[]
  readonly aliases: readonly (readonly [string, BotAlias])[]
  readonly createdAtMs: EpochMs
  readonly updatedAtMs: EpochMs
}

/** Keeps bots; writes one after the other, in the order of the changes. */
export interface BotStore {
  load(): Promise<readonly StoredBot[]>
  save(bot: StoredBot): void
  remove(botId: string): void
  /** Settles every write. */
  close(): Promise<void>
}

/** Opens the store of a folder, which is made when first needed. */
export function openBotStore(folder: string, log: Log): BotStore {
  let writing: Promise<void> = Promise.resolve()
  const after = (task: () => Promise<void>): void => {
    writing = writing.then(task).catch((error: unknown) => log.error("bot-not-kept", { error: String(error) }))
  }
  // A bot id has nothing but letters and digits.
  const pathOf = (botId: string) => join(folder, `${botId}.json`)
  return {
    load: async () => {
      const names = await readdir(folder).catch(() => [])
      const bots = names.filter((name) => name.endsWith(".json")).sort()
      return Promise.all(bots.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as StoredBot))
    },
    save: (bot) => {
      const text = JSON.stringify(bot)
      after(async () => {
        const path = pathOf(bot.draft.id)
        await mkdir(folder, { recursive: true })
        await writeFile(`${path}.new`, text)
        await rename(`${path}.new`, path)
      })
    },
    remove: (botId) => {
      // A bot of the command line was never kept.
      after(() => unlink(pathOf(botId)).catch(() => undefined))
    },
    close: () => writing,
  }
}
