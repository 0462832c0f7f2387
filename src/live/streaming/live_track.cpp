#include "live/streaming/live_track.h"

#include <algorithm>
#include <fcntl.h>

namespace vtp::live {

LiveTrack::LiveTrack(RunningTrack track) : track_(std::move(track)) {
  const int descriptor = ::open(track_.log->data_file().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) file_.emplace(descriptor, 0, 0);
}

std::optional<QualityLabel> LiveTrack::label() const {
  if (!is_video()) return std::nullopt;
  return look([](const media::TrackIndex& index) -> std::optional<QualityLabel> {
    if (index.inits.empty()) return std::nullopt;
    const auto& size = index.inits.back().size;
    return label_of(std::min(size.width, size.height));
  });
}

std::shared_ptr<const LiveTrack> LiveTrack::frozen() const {
  auto copy = std::make_shared<LiveTrack>(*this);
  copy->last_ = look([](const media::TrackIndex& index) { return index; });
  if (copy->last_->has_open_segment()) copy->last_->segments.pop_back();
  if (!copy->last_->end) copy->last_->end = media::LogEnd::stopped;
  return copy;
}

Result<http::FilePiece> LiveTrack::bytes(std::uint64_t offset, std::uint64_t size) const {
  if (!file_) return fail(ErrorCode::not_ready, "The media cannot be read at the moment");
  auto piece = *file_;
  piece.offset = offset;
  piece.length = size;
  return piece;
}

}  // namespace vtp::live
