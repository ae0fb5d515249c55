// The ways a photo comes in (button, camera, drop, paste), and what loads the rest when the first one does. Part of the
// panel; what becomes of a photo is photos.ts.

import { h, type IconName, icon } from "../dom.ts"
import { createLazyPart } from "../lazy-part.ts"
import type { PhotoHost, PhotoModule, Photos } from "./photo-port.ts"

/** Written in by the build: the photo chunk, beside the panel's file. */
declare const PHOTOS_FILE: string

/** Photos, loaded or not. */
export type PhotoLoader = Pick<Photos, "pictureOf" | "destroy">

/**
 * Puts the buttons into the composer and listens on the panel.
 *
 * @param fail Called when the chunk can't be loaded; the next photo tries again.
 */
export function createPhotoLoader(host: PhotoHost, fail: () => void): PhotoLoader {
  const photos = createLazyPart(PHOTOS_FILE, ({ createPhotos }: PhotoModule) => createPhotos(host), fail)
  const listening = new AbortController()
  const offer = (file: File | undefined): void => {
    if (file !== undefined) photos.use((loaded) => loaded.offer(file))
  }
  const receive = (event: Event): void => {
    const { type, dataTransfer, clipboardData } = event as Event & Partial<DragEvent & ClipboardEvent>
    const transfer = dataTransfer ?? clipboardData
    const types = transfer?.types ?? []
    // A table copied from a sheet comes as words and as a picture of them: the words are meant.
    if (!types.includes("Files") || (clipboardData && types.includes("text/plain"))) return
    event.preventDefault()
    if (type.startsWith("drag")) photos.use((loaded) => loaded.hover())
    else offer(transfer?.files[0])
  }
  for (const name of ["dragenter", "dragover", "drop", "paste"])
    host.panel.addEventListener(name, receive, { signal: listening.signal })
  const { addPhoto, takePhoto } = host.strings()
  host.tools.append(...buildPicker(addPhoto, "photo", offer))
  // Where there is a finger there is a camera; elsewhere, and where the screen is narrow, the other button leads to it.
  if (matchMedia("(pointer: coarse) and (min-width: 360px)").matches)
    host.tools.append(...buildPicker(takePhoto, "camera", offer, "environment"))
  return {
    pictureOf: (turnId) => photos.loaded?.pictureOf(turnId),
    destroy: () => {
      listening.abort()
      host.tools.replaceChildren()
      photos.destroy()
    },
  }
}

function buildPicker(
  name: string,
  iconName: IconName,
  offer: (file: File | undefined) => void,
  capture?: "environment",
): readonly HTMLElement[] {
  const input = h("input", {
    type: "file",
    accept: "image/jpeg,image/png,image/webp",
    capture,
    hidden: true,
    tabindex: -1,
    onChange: () => {
      offer(input.files?.[0])
      // The same file again is a choice, too.
      input.value = ""
    },
  })
  const press = (): void => input.click()
  return [
    input,
    h(
      "button",
      { class: "tool", part: iconName, type: "button", "aria-label": name, title: name, onClick: press },
      icon(iconName),
    ),
  ]
}
