// Where the acoustic model and the pronunciation dictionary of the speech engine's package are. What reads them is
// acoustic-model.ts, acoustic-means.ts, senone-scores.ts and pronunciation.ts.

import { fileURLToPath } from "node:url"

/** Folder of the models, with a slash at its end. */
export const MODEL_FOLDER: string = fileURLToPath(new URL("model/", import.meta.resolve("soundswallower")))
