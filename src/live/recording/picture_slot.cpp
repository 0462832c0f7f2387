#include "live/recording/picture_slot.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"

namespace vtp::live {
namespace {

std::string_view name_of(sfu::Codec codec) {
  return codec == sfu::Codec::h264 ? "h264" : "vp8";
}

}  // namespace

void PictureSlot::show(const std::optional<ShownPicture>& picture, SenderClock* sender, rtc::Instant now) {
  shown_ = picture;
  sender_ = sender;
  for (const auto& layer : layers_) {
    if (is_shown(layer)) layer.recorder->set_sender(*sender);
    layer.recorder->set_muted(!is_shown(layer), now);
  }
  if (picture) schedule_.want(now);
}

/// The best layer of everybody is the best of the recording, however many each has.
TrackRecorder* PictureSlot::layer_of(std::uint8_t encoding) {
  if (failure_ || !shown_ || encoding >= shown_->encodings) return nullptr;
  const auto rank = static_cast<std::uint8_t>(shown_->encodings - 1 - encoding);
  const auto found = std::ranges::find_if(
      layers_, [&](const Layer& layer) { return layer.codec == shown_->codec && layer.rank == rank; });
  if (found != layers_.end()) return found->recorder.get();
  const auto begun = begin_layer(rank);
  if (!begun) failure_ = begun.error();
  return begun.value_or(nullptr);
}

Result<TrackRecorder*> PictureSlot::begin_layer(std::uint8_t rank) {
  const auto codec = shown_->codec;
  auto name = fmt::format("{}-{}", to_text(role_), name_of(codec));
  if (rank > 0) name += fmt::format("-{}", rank + 1);
  VTP_TRY(auto track,
          tracks_.create(
              {.name = std::move(name), .role = role_, .rank = rank, .codec = codec, .owner = {}, .user = {}},
              track_record(codec, clock_.epoch())));
  auto recorder = std::make_unique<TrackRecorder>(
      TrackSettings{.codec = codec, .rules = rules_, .buffer = {}}, *track.log, clock_, *sender_);
  layers_.push_back(
      {.codec = codec, .rank = rank, .log = std::move(track.log), .recorder = std::move(recorder)});
  return layers_.back().recorder.get();
}

bool PictureSlot::on_time(rtc::Instant now) {
  for (const auto& layer : layers_) {
    layer.recorder->on_time(now);
    if (const auto captured_at = layer.recorder->take_key_frame()) schedule_.on_key_frame(*captured_at);
    if (is_shown(layer) && layer.recorder->needs_key_frame()) schedule_.want(now);
  }
  return shown_ && schedule_.take(now);
}

void PictureSlot::on_pause(rtc::Instant now) {
  for (const auto& layer : layers_) layer.recorder->on_pause(now);
}

void PictureSlot::on_resume(rtc::Instant now) {
  for (const auto& layer : layers_) layer.recorder->on_resume(now);
  schedule_.want(now);
}

void PictureSlot::stop(rtc::Instant now) {
  for (const auto& layer : layers_) layer.recorder->stop(now);
}

std::optional<Error> PictureSlot::failure() const {
  if (failure_) return failure_;
  for (const auto& layer : layers_)
    if (layer.recorder->failure()) return layer.recorder->failure();
  return std::nullopt;
}

}  // namespace vtp::live
