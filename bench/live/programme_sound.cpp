// What the mixed sound of a class costs: speakers whose packets of Opus are decoded, mixed, encoded as AAC
// and appended to a log, as fast as it goes. Prints the processor time in percent of one core at the speed of
// life.
#include "live/mixing/programme_sound.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <opus/opus.h>
#include <random>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace vtp;
using namespace std::chrono_literals;

constexpr int packet_samples = 960;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Half a minute of something that costs what speech does: a voice of changing pitch, syllables, breath.
std::vector<std::string> speech(unsigned seed) {
  int error = 0;
  const std::unique_ptr<OpusEncoder, decltype(&opus_encoder_destroy)> encoder(
      opus_encoder_create(media::mixing_rate, 1, OPUS_APPLICATION_VOIP, &error), &opus_encoder_destroy);
  opus_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(32'000));
  opus_encoder_ctl(encoder.get(), OPUS_SET_INBAND_FEC(1));
  std::mt19937 random(seed);
  std::normal_distribution<float> breath(0, 0.02F);
  std::vector<std::string> packets;
  double phase = 0;
  for (int i = 0; i < 1'500; ++i) {
    std::vector<float> samples(packet_samples);
    for (int n = 0; n < packet_samples; ++n) {
      const double time = (i * packet_samples + n) / 48'000.0;
      const double syllable = std::max(0.0, std::sin(time * 2 * 3.14159 * 4));
      phase += 2 * 3.14159 * (110 + 20 * seed + 30 * std::sin(time * 3)) / 48'000;
      double voice = 0;
      for (int harmonic = 1; harmonic < 20; ++harmonic) voice += std::sin(phase * harmonic) / harmonic;
      samples[static_cast<std::size_t>(n)] = static_cast<float>(0.15 * syllable * voice) + breath(random);
    }
    std::string packet(1'500, '\0');
    const auto size = opus_encode_float(encoder.get(), samples.data(), packet_samples,
                                        reinterpret_cast<unsigned char*>(packet.data()), 1'500);
    packet.resize(static_cast<std::size_t>(std::max(size, 0)));
    packets.push_back(std::move(packet));
  }
  return packets;
}

/// Percent of a core.
double measure(std::size_t speakers, rtc::Duration duration) {
  const auto folder = std::filesystem::temp_directory_path() / "vtp-programme-sound";
  std::filesystem::remove_all(folder);
  const rtc::Instant begin{1000s};
  const live::MediaClock clock(begin, Timestamp(0s));
  const auto log = media::TrackLog::create(folder, live::ProgrammeSound::track_record({})).value();
  const auto sound = live::ProgrammeSound::create({}, *log, clock, begin).value();
  std::vector<live::Microphone*> microphones;
  std::vector<std::vector<std::string>> packets;
  for (std::size_t i = 0; i < speakers; ++i) {
    microphones.push_back(sound->add_microphone().value());
    packets.push_back(speech(static_cast<unsigned>(i)));
  }
  const auto before = cpu_seconds();
  std::size_t said = 0;
  for (rtc::Duration elapsed{}; elapsed < duration; elapsed += 20ms, ++said) {
    for (std::size_t i = 0; i < speakers; ++i)
      microphones[i]->on_frame({.data = packets[i][said % packets[i].size()]}, begin + elapsed);
    if (said % 5 == 0) sound->on_time(begin + elapsed);
  }
  sound->stop(begin + duration);
  const auto used = cpu_seconds() - before;
  std::filesystem::remove_all(folder);
  if (sound->failure() || sound->counters().late > 0) std::exit(1);
  return used / std::chrono::duration<double>(duration).count() * 100;
}

}  // namespace

int main(int count, char** arguments) {
  const auto duration = std::chrono::seconds(count > 1 ? std::atoi(arguments[1]) : 600);
  for (const std::size_t speakers : {0U, 1U, 3U, 8U})
    std::printf("%zu speakers: %.2f %% of a core\n", speakers, measure(speakers, duration));
}
