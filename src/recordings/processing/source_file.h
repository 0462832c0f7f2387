// The file that renditions are encoded from.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

struct SourceFile {
  std::filesystem::path path;
  std::unique_ptr<blobs::TemporaryArea> area;  // where it was put together; none for the original

  [[nodiscard]] bool is_captured() const { return area != nullptr; }
};

/// What was uploaded, or, of a class, the track in the folder `log`, put together in one file for as long as
/// it is needed. Without a log, of a class: its largest picture. UNSUPPORTED_MEDIA_TYPE if there is nothing.
Result<SourceFile> source_file(const Pipeline& pipeline, jobs::JobContext& context,
                               const Recording& recording, std::string log);

}  // namespace vtp::recordings::processing
