#include "media/codecs/aac_encoder.h"

#include <algorithm>

#include "base/try.h"
#include "media/codecs/libav.h"
#include "media/codecs/opus_to_samples.h"

namespace vtp::media {
namespace {

std::unexpected<Error> failure(std::string_view what) {
  return fail(ErrorCode::internal_error, "The encoder of AAC " + std::string(what));
}

}  // namespace

struct AacEncoder::State {
  explicit State(const Libav& library) : av(library) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    av.packet_free(&packet);
    av.frame_free(&frame);
    av.free_context(&context);
  }

  Result<void> open(int bit_rate);

  const Libav& av;
  AVCodecContext* context = nullptr;
  AVFrame* frame = nullptr;
  AVPacket* packet = nullptr;
  bool has_primed = false;
};

Result<void> AacEncoder::State::open(int bit_rate) {
  const auto* const codec = av.find_encoder(AV_CODEC_ID_AAC);
  context = codec == nullptr ? nullptr : av.alloc_context(codec);
  frame = av.frame_alloc();
  packet = av.packet_alloc();
  if (context == nullptr || frame == nullptr || packet == nullptr) return failure("is not there.");
  context->sample_fmt = AV_SAMPLE_FMT_FLTP;
  context->sample_rate = mixing_rate;
  context->ch_layout = AV_CHANNEL_LAYOUT_MONO;
  context->bit_rate = bit_rate;
  context->thread_count = 1;
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  // The other coder takes three times as long for a likeness that speech does not need.
  if (av.opt_set(context->priv_data, "aac_coder", "fast", 0) < 0 || av.open(context, codec, nullptr) < 0)
    return failure("does not take our settings.");
  frame->format = context->sample_fmt;
  frame->sample_rate = context->sample_rate;
  frame->ch_layout = AV_CHANNEL_LAYOUT_MONO;
  frame->nb_samples = aac_frame_samples;
  if (context->frame_size != aac_frame_samples || context->initial_padding != aac_frame_samples)
    return failure("has another delay than we count with.");
  if (av.frame_get_buffer(frame, 0) < 0) return failure("has no memory.");
  return {};
}

AacEncoder::AacEncoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
AacEncoder::~AacEncoder() = default;

AacConfiguration AacEncoder::configuration() {
  return {.object_type = 2, .sample_rate = mixing_rate, .channels = 1};
}

Result<std::unique_ptr<AacEncoder>> AacEncoder::create(int bit_rate) {
  VTP_TRY(const auto* const library, load_libav());
  auto state = std::make_unique<State>(*library);
  VTP_CHECK(state->open(bit_rate));
  return std::unique_ptr<AacEncoder>(new AacEncoder(std::move(state)));
}

Result<void> AacEncoder::encode(std::span<const float> samples, std::vector<std::string>& packets) {
  auto& [av, context, frame, packet, has_primed] = *state_;
  if (av.frame_make_writable(frame) < 0) return failure("has no memory.");
  std::ranges::copy(samples, reinterpret_cast<float*>(frame->data[0]));
  if (av.send_frame(context, frame) < 0) return failure("failed.");
  return receive(packets);
}

Result<void> AacEncoder::finish(std::vector<std::string>& packets) {
  if (state_->av.send_frame(state_->context, nullptr) < 0) return failure("failed.");
  return receive(packets);
}

Result<void> AacEncoder::receive(std::vector<std::string>& packets) {
  auto& [av, context, frame, packet, has_primed] = *state_;
  while (true) {
    const int result = av.receive_packet(context, packet);
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return {};
    if (result < 0) return failure("failed.");
    // The first packet is of the time before the first sample. Who begins with the second hears the first
    // frame as well as anybody hears the frame that he begins with.
    if (has_primed)
      packets.emplace_back(reinterpret_cast<const char*>(packet->data),
                           static_cast<std::size_t>(packet->size));
    has_primed = true;
    av.packet_unref(packet);
  }
}

}  // namespace vtp::media
