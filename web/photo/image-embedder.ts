// What a picture is like, as numbers: an extension of the local endpoint that AWS doesn't have. Where it isn't offered,
// likeness is a matter of labels and colors alone.

/** Turns pictures into vectors whose cosine says how alike they are. */
export interface ImageEmbedder {
  /** @returns `undefined` where it can't be told; never throws, since likeness is an extra. */
  embed(image: Uint8Array, signal: AbortSignal): Promise<readonly number[] | undefined>
}

/** For AWS, which has no such operation. */
export const NO_EMBEDDER: ImageEmbedder = { embed: async () => undefined }

const MAX_LENGTH = 4096

/**
 * Asks an endpoint for `POST /concierge/image-embedding`; one that doesn't know it is asked once.
 *
 * @param isWanted Whether there is anything to compare with: it costs as much as looking for objects.
 */
export function createImageEmbedder(endpoint: string, isWanted: () => Promise<boolean>): ImageEmbedder {
  let isOffered = true
  return {
    async embed(image, signal) {
      try {
        if (!isOffered || !(await isWanted())) return undefined
        const response = await fetch(`${endpoint}/concierge/image-embedding`, {
          method: "POST",
          body: Uint8Array.from(image),
          headers: { "Content-Type": "application/octet-stream" },
          signal,
        })
        if (response.ok) return readEmbedding(await response.json())
        // A full queue passes; what doesn't know the address never will.
        isOffered = response.status === 429 || response.status >= 500
        await response.body?.cancel()
        return undefined
      } catch {
        // Cut off or timed out: the photo is answered without likeness.
        return undefined
      }
    },
  }
}

function readEmbedding(answer: unknown): readonly number[] | undefined {
  const { embedding } = (answer ?? {}) as { readonly embedding?: unknown }
  const isVector =
    Array.isArray(embedding) && embedding.length <= MAX_LENGTH && embedding.every((one) => Number.isFinite(one))
  return isVector ? embedding : undefined
}
