// Where the files of a recording lie in the media store. One folder holds all of them.
#pragma once

#include <string>
#include <string_view>

#include "recordings/recording.h"

namespace vtp::recordings::keys {

inline std::string folder(RecordingId id) {
  return id.text();
}
/// What was uploaded or captured, as it is. Uploads grow here from their first byte.
inline std::string original(RecordingId id) {
  return id.text() + "/original";
}
/// `version` differs each time the rendition is made, so that what is being served is never replaced.
inline std::string rendition(RecordingId id, std::string_view name, std::string_view version) {
  return id.text() + "/renditions/" + std::string(name) + "-" + std::string(version);
}
/// Where the recorder of a class leaves the log of a track. `name` is like that of a rendition.
inline std::string track(RecordingId id, std::string_view name) {
  return id.text() + "/tracks/" + std::string(name);
}
/// `name` tells what the file is made of.
inline std::string download(RecordingId id, std::string_view name) {
  return id.text() + "/downloads/" + std::string(name);
}
inline std::string downloads(RecordingId id) {
  return id.text() + "/downloads";
}
inline std::string thumbnail(RecordingId id, milliseconds at, int width) {
  return id.text() + "/thumbnails/" + std::to_string(at.count()) + "-" + std::to_string(width) + ".jpg";
}
inline std::string storyboard(RecordingId id) {
  return id.text() + "/storyboard";
}

}  // namespace vtp::recordings::keys
