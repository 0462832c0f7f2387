// hls.js is built from its published source, with only the parts that our lectures use: fragmented MP4 with separate
// sound. Its ready-made small build leaves the separate sound out; the full one is half as large again.
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const SOURCE = fileURLToPath(new URL("../node_modules/hls.js/src", import.meta.url));

/** What we import of it. */
const ENTRY = "\0slim-hls";
const ENTRY_CODE = `export { default } from "${SOURCE}/hls.ts"; export { Events } from "${SOURCE}/events.ts";`;

/** Switches of hls.js itself (see its README); what is off is left out of the build. */
const PARTS = {
  __VERSION__: JSON.stringify("slim"),
  __USE_ALT_AUDIO__: true,
  __USE_MEDIA_CAPABILITIES__: true,
  __USE_SUBTITLES__: false,
  __USE_EME_DRM__: false,
  __USE_CMCD__: false,
  __USE_CONTENT_STEERING__: false,
  __USE_VARIABLE_SUBSTITUTION__: false,
  __USE_M2TS_ADVANCED_CODECS__: false,
  __USE_INTERSTITIALS__: false,
  __USE_IFRAMES__: false,
};

/** Readers of containers other than MP4, and what makes MP4 of them. hls.js has no switch for these. */
const OTHER_CONTAINERS = /\/(tsdemuxer|aacdemuxer|ac3-demuxer|mp3demuxer|mp4-remuxer)$/;
const NO_READER = "\0slim-hls-no-reader";
const NO_READER_CODE = "export default class { static probe() { return false; } } export class AC3Demuxer {}";

/** Packages that only parts need which are switched off. */
const UNUSED_PACKAGES = /^@svta\/(?!cml-(id3|utils))/;

export function slimHls(): Plugin {
  return {
    name: "slim-hls",
    enforce: "pre",
    config: () => ({ define: PARTS }),
    resolveId(source, importer) {
      if (source === "hls.js") return ENTRY;
      if (!importer?.startsWith(SOURCE)) return null;
      if (UNUSED_PACKAGES.test(source)) return { id: source, external: true, moduleSideEffects: false };
      return importer.endsWith("/transmuxer.ts") && OTHER_CONTAINERS.test(source) ? NO_READER : null;
    },
    load: (id) => (id === ENTRY ? ENTRY_CODE : id === NO_READER ? NO_READER_CODE : null),
  };
}
