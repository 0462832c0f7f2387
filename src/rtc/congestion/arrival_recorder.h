// Remembers when the packets of a transport arrive, and tells their sender, which estimates by it how much
// the way to us carries.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/instant.h"
#include "rtc/rtcp/rtcp_writer.h"
#include "rtc/rtp/sequence.h"

namespace vtp::rtc {

class ArrivalRecorder {
 public:
  /// Between two feedbacks.
  static constexpr Duration interval = std::chrono::milliseconds(50);

  /// `sender` is our SSRC.
  explicit ArrivalRecorder(std::uint32_t sender) : sender_(sender) {}

  /// By its number among all packets of the transport. `media` is its SSRC: feedback names the latest,
  /// because browsers throw away what names none of their streams.
  void on_packet(std::uint32_t media, std::uint16_t sequence, Instant now);

  /// When write() has something to tell; `never` if nothing has arrived since.
  [[nodiscard]] Instant deadline() const;
  /// Appends a feedback. False: there is nothing to tell, or no room for it. What does not fit into one is
  /// told in the next, whose time has come already.
  bool write(RtcpWriter& writer, Instant now);

 private:
  static constexpr std::int64_t memory = 960;  // packets, fewer than a feedback can tell of

  [[nodiscard]] std::optional<Instant>& arrival_of(std::int64_t sequence);
  void extend_to(std::int64_t end);

  std::uint32_t sender_;
  std::uint32_t media_ = 0;
  Unwrapper<16> sequences_;
  std::vector<std::optional<Instant>> arrivals_;  // empty until the first: many transports only send
  std::int64_t next_ = 0;                         // the first that has not been told of
  std::int64_t end_ = 0;                          // one past the highest
  std::uint8_t number_ = 0;
  bool has_begun_ = false;
  bool has_news_ = false;
  Instant due_{};
};

}  // namespace vtp::rtc
