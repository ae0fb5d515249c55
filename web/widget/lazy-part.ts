// A part of the panel that is loaded when it is first wanted, and not before: the voice, photos.

/** The part, loaded or not. */
export type LazyPart<Part> = {
  /** The part, once it is there. */
  readonly loaded: Part | undefined
  /** Does something with the part as soon as it is there. */
  use(act: (part: Part) => void): void
  destroy(): void
}

/**
 * Creates the loader of a part.
 *
 * @param file The part's file, beside this one.
 * @param create Makes the part of the loaded module.
 * @param fail Called when it can't be loaded; the next wish tries again.
 */
export function createLazyPart<Module, Part extends { destroy(): void }>(
  file: string,
  create: (module: Module) => Part,
  fail: () => void,
): LazyPart<Part> {
  let part: Part | undefined
  let loading: Promise<Part | undefined> | undefined
  let isDestroyed = false
  const load = async (): Promise<Part | undefined> => {
    try {
      const module = (await import(new URL(file, import.meta.url).href)) as Module
      if (!isDestroyed) part = create(module)
    } catch {
      // Offline, or a new version was published meanwhile.
      loading = undefined
      fail()
    }
    return part
  }
  return {
    get loaded() {
      return part
    },
    use: (act) => {
      // Once it is there nothing is waited for: browsers let sound out within the gesture only.
      if (part !== undefined) {
        act(part)
        return
      }
      loading ??= load()
      void loading.then((loaded) => loaded && act(loaded))
    },
    destroy: () => {
      isDestroyed = true
      part?.destroy()
    },
  }
}
