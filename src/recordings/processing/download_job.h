// The job "remux": files to download, made of what is stored.
#pragma once

#include <optional>

#include "recordings/processing/pipeline.h"

namespace vtp::recordings::processing {

enum class DownloadKind : std::uint8_t { mp4, audio };

/// Of what a download is made, and where it lies when it is.
struct DownloadPlan {
  std::string key;
  const Rendition* video = nullptr;
  const Rendition* audio = nullptr;
};

/// Nothing as long as there is nothing to make it of. The best video counts: the source as it came, else the
/// highest rung.
std::optional<DownloadPlan> plan_download(const Recording& recording, std::span<const Rendition> renditions,
                                          DownloadKind kind);

/// The rendition of the job is the kind of the download.
Outcome make_download(const Pipeline& pipeline, jobs::JobContext& context);

}  // namespace vtp::recordings::processing

template <>
struct vtp::EnumNames<vtp::recordings::processing::DownloadKind> {
  static constexpr std::array<std::string_view, 2> names{"mp4", "audio"};
};
