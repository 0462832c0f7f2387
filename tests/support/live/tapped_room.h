// A room as a tap sees it: people who send what the tap wishes for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "live/recording/class_recorder.h"
#include "support/live/rtp_packets.h"

namespace vtp::live::test {

/// Somebody's camera, screen or microphone.
struct TappedSource {
  sfu::ProducerInfo info;
  sfu::ProducedMedia media;
  std::uint32_t speaker = 0;
  media::PictureSize size{640, 368};  // of the best layer
  // Changed while it sends.
  std::uint32_t ssrc = 0;
  std::map<std::uint8_t, std::uint16_t> sequences;
  std::map<std::uint8_t, bool> wants_key;
  bool is_wanted = false;
  std::uint8_t top_layer = 0;
  int key_frame_wishes = 0;
};

class TappedRoom final : public sfu::Home {
 public:
  explicit TappedRoom(ClassRecorder& recorder) : recorder_(recorder) { recorder.set_line(this); }

  TappedSource& open(ParticipantId owner, sfu::Source source, sfu::Codec codec, std::uint8_t encodings = 1);
  void pause(TappedSource& source, bool is_paused);
  void close(TappedSource& source);
  void speak(const TappedSource& microphone);

  /// Everybody goes on sending: pictures every 40 ms and sound every 20 ms.
  void run(rtc::Duration duration);
  [[nodiscard]] rtc::Instant now() const { return now_; }

  void tell(sfu::ShadowWish wish) override;

  static constexpr rtc::Instant begin{std::chrono::seconds(1000)};

 private:
  void send(TappedSource& source);
  void send(TappedSource& source, std::uint8_t encoding, const std::vector<std::string>& payloads,
            std::uint32_t timestamp);

  ClassRecorder& recorder_;
  rtc::Instant now_ = begin;
  std::vector<std::unique_ptr<TappedSource>> sources_;
};

}  // namespace vtp::live::test
