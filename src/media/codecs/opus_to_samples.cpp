#include "media/codecs/opus_to_samples.h"

#include <algorithm>
#include <opus/opus.h>

namespace vtp::media {
namespace {

/// The longest packet: 120 ms.
constexpr std::size_t most_samples = mixing_rate / 1000 * 120;
/// Decoders count in pieces of 2.5 ms.
constexpr std::size_t granule = mixing_rate / 400;

}  // namespace

void OpusToSamples::Destroy::operator()(::OpusDecoder* decoder) const {
  opus_decoder_destroy(decoder);
}

Result<OpusToSamples> OpusToSamples::create() {
  int error = OPUS_OK;
  auto* const decoder = opus_decoder_create(mixing_rate, 1, &error);
  if (decoder == nullptr)
    return fail(ErrorCode::internal_error, std::string("No decoder of Opus: ") + opus_strerror(error));
  return OpusToSamples(decoder);
}

bool OpusToSamples::run(std::string_view packet, std::size_t count, bool is_repair,
                        std::vector<float>& samples) {
  const auto before = samples.size();
  samples.resize(before + count);
  const auto* const data = packet.empty() ? nullptr : reinterpret_cast<const unsigned char*>(packet.data());
  const int result = opus_decode_float(decoder_.get(), data, static_cast<opus_int32>(packet.size()),
                                       samples.data() + before, static_cast<int>(count), is_repair ? 1 : 0);
  samples.resize(before + static_cast<std::size_t>(std::max(result, 0)));
  return result > 0;
}

bool OpusToSamples::decode(std::string_view packet, std::vector<float>& samples) {
  return !packet.empty() && run(packet, most_samples, false, samples);
}

void OpusToSamples::conceal(std::size_t count, std::vector<float>& samples) {
  const auto end = samples.size() + count;
  while (samples.size() + granule <= end) {
    const auto piece = std::min(most_samples, (end - samples.size()) / granule * granule);
    if (!run({}, piece, false, samples)) break;
  }
  samples.resize(end);
}

void OpusToSamples::recover(std::string_view packet, std::size_t count, std::vector<float>& samples) {
  const auto end = samples.size() + count;
  const auto whole = std::min(most_samples, count / granule * granule);
  if (whole > 0) run(packet, whole, true, samples);
  samples.resize(end);
}

}  // namespace vtp::media
