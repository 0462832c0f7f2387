// Publishers whose pictures and sound say when they were made, the ways of their packets, and recorders at
// the end: hours of it pass in seconds.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "live/recording/key_frame_schedule.h"
#include "live/recording/track_recorder.h"
#include "support/live/recorded_track.h"
#include "support/media/sample_files.h"
#include "support/rtc/bytes.h"

namespace vtp::live::test {

/// What happens to packets.
struct Way {
  rtc::Duration delay = std::chrono::milliseconds(30);
  rtc::Duration jitter = std::chrono::milliseconds(10);  // on top, evenly
  double loss = 0;                                       // of 1
  bool repairs = true;  // what was lost is asked for and sent again, on the same way
  double duplicates = 0;
};

/// One stream and its recorder.
class SimulatedStream {
 public:
  SimulatedStream(const std::filesystem::path& folder, sfu::Codec codec, const MediaClock& clock,
                  SenderClock& sender_clock, rtc::Instant begin);

  // May be changed at any time.
  Way way;
  bool is_sending = true;
  bool answers_requests = true;
  media::PictureSize size{640, 368};
  rtc::Duration interval;          // between frames
  double drift = 0;                // millionths by which its timestamps run faster than its sender's clock
  std::size_t frame_bytes = 2000;  // of a picture
  rtc::Duration capture_delay{};   // from the capture to the first packet
  rtc::Duration held_up{};         // so much longer do the last packets of frames take
  bool sends_reports = true;

  /// From now on with other numbers, as a program that was started again.
  void begin_anew();
  /// The same, as another device; `by` -1: the one before.
  void change_ssrc(int by = 1);
  /// Timestamps go on from another value, without another SSRC.
  void jump_timestamps() { timestamp_offset_ += 123'456'789; }

  std::unique_ptr<media::TrackLog> log;
  std::unique_ptr<TrackRecorder> recorder;

 private:
  friend class SimulatedClass;

  void send_frame(rtc::Instant now, rtc::Duration sender_elapsed, std::mt19937& random);
  void send(std::string_view payload, bool marker, std::uint32_t timestamp, rtc::Instant now,
            std::mt19937& random);
  [[nodiscard]] std::uint32_t timestamp_at(rtc::Duration sender_elapsed) const;
  [[nodiscard]] std::vector<std::string> payloads(std::string_view content, bool is_key);

  sfu::Codec codec_;
  std::uint32_t rate_;
  std::uint32_t ssrc_ = 1000;
  std::uint16_t sequence_ = 65'000;
  std::uint32_t timestamp_offset_ = 0xFFFF0000;
  rtc::Instant next_frame_, next_report_;
  bool wants_key_ = true;
  std::uint32_t frames_since_key_ = 0;
  std::uint16_t picture_ = 0;
  std::uint8_t base_ = 0;
  std::multimap<rtc::Instant, rtc::Buffer> on_the_way_;
};

/// A class with one publisher, whose streams tell the time by the same clock.
class SimulatedClass {
 public:
  struct Options {
    double drift = 0;  // millionths by which the publisher's clock runs fast
    unsigned seed = 1;
  };
  SimulatedClass() : SimulatedClass(Options{}) {}
  explicit SimulatedClass(Options options);

  SimulatedStream& add(sfu::Codec codec);
  void run(rtc::Duration duration);
  void pause();
  void resume();
  /// All recorders write what they have.
  void stop();
  /// The recorders are gone as after kill -9, and new ones open the logs.
  void restart_recorders();
  /// The publisher's wall clock is set.
  void set_wall_clock(rtc::Duration by) { wall_ += by; }
  /// The publisher comes back from another computer, whose clock says something else.
  void rejoin(rtc::Duration clock_differs_by);

  [[nodiscard]] rtc::Instant now() const { return now_; }
  [[nodiscard]] rtc::Duration elapsed() const { return now_ - begin_; }
  bool asks_for_key_frames = true;

 private:
  void step();
  [[nodiscard]] rtc::Duration sender_elapsed() const;

  Options options_;
  media::test::TemporaryFolder folder_;
  std::mt19937 random_;
  rtc::Instant begin_{std::chrono::seconds(1000)};
  rtc::Instant now_ = begin_;
  Timestamp wall_ = *parse_rfc3339("2026-03-01T09:30:00Z");
  MediaClock clock_{begin_, wall_};
  SenderClock sender_clock_;
  KeyFrameSchedule schedule_{clock_, std::chrono::seconds(2)};
  std::optional<rtc::Instant> key_request_;  // reaches the publisher then
  rtc::Instant next_upkeep_ = begin_;
  std::vector<std::unique_ptr<SimulatedStream>> streams_;
};

/// Seconds by which a sample is later on the media's time than it was captured; made-up samples have none.
std::vector<double> errors(const SimulatedStream& stream);

}  // namespace vtp::live::test
