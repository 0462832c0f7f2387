// Who gets how much: the division of what each way carries, and what publishers need not send.
#include <algorithm>

#include "sfu/forwarding/room.h"

namespace vtp::sfu {
namespace {

Standing standing_of(const Producer& producer, std::optional<std::uint32_t> speaker) {
  if (producer.info().source == Source::screen) return Standing::screen;
  if (producer.is_always_heard()) return Standing::teacher;
  return speaker == producer.speaker ? Standing::speaker : Standing::other;
}

}  // namespace

void Room::allocate(RoomTransport& transport, rtc::Instant now) {
  transport.needs_allocation = false;
  if (transport.consumers.empty() || !transport.viewer.path.is_open()) return;
  demands_.clear();
  for (const auto* const consumer : transport.consumers) {
    const auto& producer = consumer->producer();
    const auto layers = consumer->selector().current_layers();
    demands_.push_back(
        {.kind = producer.media().kind,
         .standing = standing_of(producer, active_speaker()),
         .priority = consumer->priority,
         .order = consumer->order,
         .bitrates = producer.bitrates(now),
         .preferred = consumer->preferred,
         .is_paused = !consumer->is_wanted(),
         .current = layers ? std::optional(Layers{.spatial = layers->spatial, .temporal = layers->temporal})
                           : std::nullopt,
         .is_held = consumer->hold.is_held(now)});
  }
  allocations_.resize(demands_.size());
  auto& bandwidth = transport.viewer.bandwidth;
  const auto budget = std::min(bandwidth.estimate(), transport.owner.receive_limit.value_or(INT64_MAX));
  const auto totals =
      sfu::allocate(demands_, budget, allocations_, {.is_guess = !bandwidth.estimator().has_measured()});
  // What the viewer does not want to receive need not be looked for either.
  bandwidth.set_wanted(std::min(totals.wanted, transport.owner.receive_limit.value_or(INT64_MAX)), now);
  for (std::size_t i = 0; i < transport.consumers.size(); ++i)
    apply(*transport.consumers[i], allocations_[i], now);
  note_due(bandwidth.deadline());
}

void Room::apply(Consumer& consumer, const Allocation& allocation, rtc::Instant now) {
  const auto& layers = allocation.layers;
  const auto top = static_cast<std::uint8_t>(consumer.producer().media().temporal_layers() - 1);
  auto target = layers ? std::optional(TargetLayers{.spatial = layers->spatial,
                                                    .temporal = layers->temporal.value_or(top)})
                       : std::nullopt;
  // The top layer means all that there are: browsers send more of them than they say.
  if (target && target->temporal >= top && consumer.preferred.temporal.value_or(top) >= top)
    target->temporal = all_temporal_layers;
  if (target != consumer.target()) consumer.set_target(target);
  consumer.hold.on_allocated(allocation, now);
  if (consumer.is_wanted() && allocation.is_starved != consumer.is_starved) {
    consumer.is_starved = allocation.is_starved;
    tell(ConsumerPaused{.to = consumer.viewer(),
                        .consumer = consumer.id(),
                        .is_paused = allocation.is_starved,
                        .reason = ConsumerPauseReason::bandwidth});
  }
  begin_or_ask(consumer, now);
  tell_layers(consumer);
}

/// Whoever waits for the beginning of an encoding begins in the past, if that will do, or asks for one.
void Room::begin_or_ask(Consumer& consumer, rtc::Instant now) {
  const auto encoding = consumer.selector().awaited();
  if (!encoding || !consumer.is_video() || !consumer.is_wanted()) return;
  if (consumer.producer().waits_for_feed) return;  // what is remembered here may end before what comes
  if (!consumer.catch_up(again_, now)) consumer.producer().want_key_frame(*encoding, now);
  note_due(consumer.producer().key_frame_deadline());
  note_due(consumer.catch_up_deadline());
}

void Room::tell_layers(Consumer& consumer) {
  if (!consumer.is_video()) return;
  const auto current = consumer.selector().current_layers();
  const auto top = static_cast<std::uint8_t>(consumer.producer().media().temporal_layers() - 1);
  const auto layers =
      current
          ? std::optional(Layers{.spatial = current->spatial, .temporal = std::min(current->temporal, top)})
          : std::nullopt;
  if (layers == consumer.told_layers) return;
  consumer.told_layers = layers;
  tell(ConsumerLayersChanged{.to = consumer.viewer(), .consumer = consumer.id(), .layers = layers});
}

/// Tells a publisher of encodings that nobody wants: after a while, and at once when somebody does again.
void Room::constrain(Producer& producer, rtc::Instant now) {
  if (producer.streams().size() < 2 || producer.info().is_paused) return;
  std::uint8_t wanted = 0;
  for (const auto* const consumer : producer.consumers)
    if (!consumer->is_paused) wanted = std::max(wanted, consumer->preferred.spatial);
  for (const auto& view : producer.views) wanted = std::max(wanted, view.top_layer);
  if (home_ != nullptr) {
    if (wanted != producer.told_top) home_->tell(LayerWish{.producer = producer.info().id, .top = wanted});
    producer.told_top = wanted;
    return;
  }
  const auto top = static_cast<std::uint8_t>(producer.streams().size() - 1);
  const auto told = producer.told_constraint.value_or(top);
  const auto say = [&](std::uint8_t layer) {
    producer.told_constraint = layer;
    producer.constrain_at = rtc::never;
    tell(ProducerConstrained{
        .to = producer.info().owner, .producer = producer.info().id, .max_spatial_layer = layer});
  };
  if (wanted >= told) {
    producer.constrain_at = rtc::never;
    if (wanted > told) say(wanted);
  } else if (producer.constrain_at == rtc::never) {
    producer.constrain_at = now + settings_.constraint_delay;
  } else if (now >= producer.constrain_at) {
    say(wanted);
  }
}

}  // namespace vtp::sfu
