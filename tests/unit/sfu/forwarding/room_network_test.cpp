// Whole rooms over bad networks: whatever is lost, late or doubled, what a viewer gets is one stream.
#include <map>
#include <set>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "rtc/rtp/sequence.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

/// One publisher and one viewer who changes its mind, and asks for what it misses.
class Classroom {
 public:
  explicit Classroom(int loss) : loss_(loss), teacher_(stage_.join()), student_(stage_.join()) {
    info_ = stage_.produce(*teacher_, MediaKind::video, camera(3), Source::camera);
    consumer_ = stage_.consume(*student_, info_.id);
  }

  void run(int pictures) {
    for (int i = 0; i < pictures; ++i) {
      if (i == 3) tell_clocks();
      if (*rc::gen::inRange(0, 12) == 0) change_mind();
      const bool is_key = i == 0 || std::exchange(wants_key_frame_, false);
      // The words come with every packet: otherwise the loss of the first ones would lose the stream.
      for (auto& packet : source_.picture(is_key, *rc::gen::inRange(1, 4))) publish(packet);
      stage_.pass(33ms);
      answer_publisher();
      receive();
    }
    // What is still missing is asked for once more.
    for (int i = 0; i < 30; ++i) {
      stage_.pass(50ms);
      answer_publisher();
      receive();
    }
  }

  void check() const {
    std::map<std::int64_t, SeenPacket> stream;
    rtc::Unwrapper<16> unwrapper;
    for (const auto& packet : got_) {
      const auto [place, is_new] = stream.emplace(unwrapper.unwrap(packet.sequence), packet);
      // The same number is always the same packet.
      RC_ASSERT(is_new || place->second.timestamp == packet.timestamp);
      RC_ASSERT(is_new || place->second.is_padding == packet.is_padding);
      RC_ASSERT(is_new || place->second.mark.frame == packet.mark.frame);
    }
    check_order(stream);
    check_references(stream);
  }

 private:
  bool is_lost() { return *rc::gen::inRange(0, 100) < loss_; }

  void publish(Packet packet) {
    sent_[{rtc::read_u32(packet, 8), rtc::read_u16(packet, 2)}] = packet;
    if (is_lost()) return;
    if (*rc::gen::inRange(0, 100) < loss_) {
      late_.push_back(packet);
      return;
    }
    give(packet);
    if (!late_.empty() && *rc::gen::inRange(0, 2) == 0) {
      give(late_.front());
      late_.erase(late_.begin());
    }
  }
  void give(Packet packet) { teacher_->send.receiver->on_rtp(packet, stage_.now); }

  void answer_publisher() {
    auto compounds = std::move(teacher_->send.path.rtcp);
    teacher_->send.path.rtcp.clear();
    for (const auto& packet : rtcp_of(compounds, rtc::RtcpType::transport_feedback, 1)) {
      const auto nack = rtc::read_nack(packet);
      nack->for_each([&](std::uint16_t number) {
        const auto found = sent_.find({nack->media, number});
        if (found != sent_.end() && !is_lost()) give(source_.repeat(found->second));
      });
    }
    if (!rtcp_of(compounds, rtc::RtcpType::payload_feedback, 1).empty()) wants_key_frame_ = true;
  }

  void receive() {
    auto packets = std::move(student_->recv.path.rtp);
    student_->recv.path.rtp.clear();
    for (auto& bytes : packets) {
      if (is_lost()) continue;
      const auto ssrc = rtc::read_u32(bytes, 8);
      if (ssrc == consumer_.rtp_parameters.encodings[0].rtx->ssrc) {
        const auto original = rtc::read_rtx(*rtc::RtpPacket::parse(bytes), {.ssrc = 1, .payload_type = 1});
        if (original) take(see({original->bytes().begin(), original->bytes().end()}));
      } else if (ssrc == consumer_.rtp_parameters.encodings[0].ssrc) {
        take(see(bytes));
      }
    }
    ask_again();
  }
  void take(const SeenPacket& packet) {
    got_.push_back(packet);
    numbers_.insert(numbers_unwrapper_.unwrap(packet.sequence));
  }
  void ask_again() {
    if (numbers_.empty()) return;
    std::vector<std::uint16_t> missing;
    for (auto number = std::max(*numbers_.begin(), *numbers_.rbegin() - 200); number < *numbers_.rbegin();
         ++number)
      if (!numbers_.contains(number)) missing.push_back(static_cast<std::uint16_t>(number));
    if (missing.empty()) return;
    std::array<std::uint8_t, 1200> memory;
    rtc::RtcpWriter writer(memory);
    writer.nack(1, *consumer_.rtp_parameters.encodings[0].ssrc, missing);
    student_->recv.receiver->on_rtcp(writer.written(), stage_.now);
  }

  void change_mind() {
    const Layers wish{.spatial = *rc::gen::inRange<std::uint8_t>(0, 3),
                      .temporal = *rc::gen::inRange<std::uint8_t>(0, 3)};
    RC_ASSERT(stage_.router.prefer_layers(student_->id, consumer_.id, wish, stage_.now).has_value());
    if (*rc::gen::inRange(0, 4) != 0) return;
    const bool stops = *rc::gen::arbitrary<bool>();
    RC_ASSERT(stage_.router.pause_consumer(student_->id, consumer_.id, stops, stage_.now).has_value());
  }
  void tell_clocks() {
    for (std::uint8_t layer = 0; layer < 3; ++layer) {
      std::array<std::uint8_t, 100> memory;
      rtc::RtcpWriter writer(memory);
      const auto clock = SimulcastSource::clock(layer);
      writer.sender_report(CameraSource::first_ssrc + layer,
                           {.now = clock.wall, .timestamp = clock.timestamp}, {});
      teacher_->send.receiver->on_rtcp(writer.written(), stage_.now);
    }
  }

  /// Times go forward, and a picture has one time and one id.
  static void check_order(const std::map<std::int64_t, SeenPacket>& stream) {
    const SeenPacket* before = nullptr;
    std::int64_t number_before = 0;
    for (const auto& [number, packet] : stream) {
      if (packet.is_padding) continue;
      if (before != nullptr) {
        const bool is_same =
            before->mark.frame == packet.mark.frame && before->mark.layer == packet.mark.layer;
        RC_ASSERT(is_same == (before->timestamp == packet.timestamp));
        RC_ASSERT(is_same || rtc::is_newer(packet.timestamp, before->timestamp));
        RC_ASSERT(is_same ||
                  static_cast<std::uint16_t>((packet.picture_id - before->picture_id) & 0x7FFF) < 0x4000);
        RC_ASSERT(!is_same || before->picture_id == packet.picture_id);
        const bool is_next = number == number_before + 1;
        if (before->mark.layer != packet.mark.layer && is_next) RC_ASSERT(packet.mark.is_key);
      }
      before = &packet;
      number_before = number;
    }
  }

  /// A picture of which every packet is there, whose number follows that of a picture that could be decoded,
  /// can be decoded too: what it needs was sent.
  static void check_references(const std::map<std::int64_t, SeenPacket>& stream) {
    std::set<std::pair<int, int>> decoded;  // layer and frame
    std::int64_t expected = INT64_MIN;
    bool is_whole = false;
    for (const auto& [number, packet] : stream) {
      const bool is_gap = number != expected;
      expected = number + 1;
      if (is_gap) {
        is_whole = false;
        decoded.clear();
      }
      if (packet.is_padding) continue;
      if (packet.mark.index == 0) {
        is_whole = packet.mark.is_key ||
                   decoded.contains({packet.mark.layer, packet.mark.frame - packet.mark.needs});
        // Without a gap since the key frame, nothing that is needed is missing.
        RC_ASSERT(is_whole || decoded.empty());
        if (packet.mark.is_key) decoded.clear();
      }
      if (is_whole && packet.mark.index + 1 == packet.mark.packets)
        decoded.insert({packet.mark.layer, packet.mark.frame});
    }
  }

  int loss_;
  RoomStage stage_;
  std::unique_ptr<RoomStage::Person> teacher_;
  std::unique_ptr<RoomStage::Person> student_;
  CameraSource source_{3, 60};
  ProducerInfo info_;
  ConsumerInfo consumer_;
  bool wants_key_frame_ = false;
  std::map<std::pair<std::uint32_t, std::uint16_t>, Packet> sent_;
  std::vector<Packet> late_;
  std::vector<SeenPacket> got_;
  std::set<std::int64_t> numbers_;
  rtc::Unwrapper<16> numbers_unwrapper_;
};

RC_GTEST_PROP(RoomNetwork, OverAGoodNetwork, ()) {
  Classroom room(0);
  room.run(*rc::gen::inRange(5, 90));
  room.check();
}

RC_GTEST_PROP(RoomNetwork, OverABadNetwork, ()) {
  Classroom room(*rc::gen::inRange(1, 25));
  room.run(*rc::gen::inRange(5, 90));
  room.check();
}

}  // namespace
}  // namespace vtp::sfu
