// Where the catalogue is kept between starts: the port. What is in it is catalogue.ts; where it comes from is a demo or
// an owner's files.

import type { Catalogue } from "./catalogue.ts"

/** Keeps one live catalogue. Throws the Fault `storage-unavailable`, and `data-invalid` when what is stored is broken. */
export interface CatalogueStore {
  /** The live catalogue; `undefined` when none was ever saved. */
  load(): Promise<Catalogue | undefined>
  /** The version of the live catalogue, at the cost of one small read; `undefined` when none was ever saved. */
  findVersion(): Promise<string | undefined>
  /**
   * Makes a catalogue the live one. Readers see the old one or the new one, never a mixture, and a process that is
   * killed on the way leaves the old one.
   *
   * @param version Unlike any before; a new id or an instant.
   */
  save(catalogue: Catalogue, version: string): Promise<void>
}

/** Loads the catalogue, and saves and gives the fallback when there is none: what a first start does. */
export async function loadOrSave(
  store: CatalogueStore,
  version: string,
  makeFallback: () => Catalogue,
): Promise<Catalogue> {
  const stored = await store.load()
  if (stored !== undefined) return stored
  const fallback = makeFallback()
  await store.save(fallback, version)
  return fallback
}
