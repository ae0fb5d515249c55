// How the C library keeps memory. The models that look at pictures take and free large blocks from several threads; glibc
// keeps them in a heap for each, and gives little back: a quarter more memory than is used. It takes its settings from the
// environment only, before a process has begun.

import process from "node:process"

/** https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html */
const SETTINGS = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" }

/**
 * Begins this process anew with settings that give memory back, as the first thing a command does. It keeps its id,
 * arguments and streams. Nothing happens where that can't be done (other systems, Node before 22.15), where it has been done,
 * or where the environment has settings of its own; nor under a debugger.
 */
export function restartWithLeanMalloc(): void {
  const { platform, execve, env, execPath, execArgv, argv } = process
  const isSettled = Object.keys(SETTINGS).some((name) => env[name] !== undefined)
  // A parent's channel would not outlive it, nor would a debugger's connection.
  const isAttended = process.channel !== undefined || execArgv.some((argument) => argument.startsWith("--inspect"))
  if (platform !== "linux" || execve === undefined || isSettled || isAttended) return
  execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, ...SETTINGS } as NodeJS.ProcessEnv)
}
