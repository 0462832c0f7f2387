// Nothing is allocated for a packet once memory has grown to what its stream needs. The operators stand for
// the whole test program. They are left out where the thread sanitizer has its own.
#if !__has_feature(thread_sanitizer)
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "rtc/rtcp/rtcp_writer.h"
#include "sfu/sharing/message_line.h"
#include "sfu/sharing/packet_pipe.h"
#include "support/sfu/camera_source.h"
#include "support/sfu/room_stage.h"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

TEST(RoomMemory, NothingIsAllocatedForAPacketOrARequest) {
  RoomStage stage;
  const auto teacher = stage.join();
  const auto info = stage.produce(*teacher, MediaKind::video, camera(3), Source::camera);
  std::vector<std::unique_ptr<RoomStage::Person>> students;
  std::vector<ConsumerInfo> consumers;
  for (int i = 0; i < 5; ++i) {
    students.push_back(stage.join());
    consumers.push_back(stage.consume(*students.back(), info.id));
    students.back()->recv.path.keeps = false;
  }
  teacher->send.path.keeps = false;
  CameraSource source(3, 900);
  const auto give = [&](std::vector<Packet>& packets) {
    for (auto& packet : packets) teacher->send.receiver->on_rtp(packet, stage.now);
  };
  for (int i = 0; i < 500; ++i) {
    auto packets = source.picture(i % 100 == 0, 3);
    give(packets);
    stage.pass(5ms);
  }
  const auto sent = students[0]->recv.path.count;
  // What is made by the test is made before.
  std::vector<std::vector<Packet>> pictures;
  for (int i = 0; i < 20; ++i) pictures.push_back(source.picture(i == 5, 3));
  std::array<std::uint8_t, 100> memory;
  rtc::RtcpWriter writer(memory);
  const std::array<std::uint16_t, 2> missing{1, 2};
  writer.nack(1, *consumers[0].rtp_parameters.encodings[0].ssrc, missing);
  writer.picture_loss(1, *consumers[0].rtp_parameters.encodings[0].ssrc);
  stage.listener.events.clear();
  stage.listener.events.reserve(100);
  const auto before = allocations;
  for (auto& packets : pictures) {
    give(packets);
    students[0]->recv.receiver->on_rtcp(writer.written(), stage.now);
    stage.now += 5ms;
  }
  EXPECT_EQ(allocations - before, 0U);
  EXPECT_GT(students[0]->recv.path.count, sent);
}

/// As a link between threads, with both ends on this one.
class Crossing final : public Shadow, public Home {
 public:
  void tell(ShadowNews one) override { news.push(std::move(one), pipe.written()); }
  bool send(const FeedPacket& about, rtc::Bytes packet) override { return pipe.push(about, packet); }
  bool has_room() override { return true; }
  void tell(ShadowWish wish) override { wishes.push(std::move(wish)); }

  void carry(RoomStage& home, RoomStage& shadow) {
    while (const auto wish = wishes.take()) home.router.on_wish(*this, wish->message, home.now);
    while (const auto one = news.take(pipe.written())) shadow.router.on_news(one->message, shadow.now);
    pipe.take_until(pipe.written(), [&](const FeedPacket& about, rtc::MutableBytes bytes) {
      shadow.router.on_feed(about, bytes, shadow.now);
    });
  }

  PacketPipe pipe{256};
  MessageLine<ShadowNews> news;
  MessageLine<ShadowWish> wishes;
};

TEST(RoomMemory, NothingIsAllocatedForAPacketThatGoesToAnotherThread) {
  Crossing crossing;
  RoomStage home;
  RoomStage shadow({}, &crossing);
  const auto teacher = home.join();
  teacher->send.path.keeps = false;
  const auto info = home.produce(*teacher, MediaKind::video, camera(3), Source::camera);
  home.router.attach(crossing);
  crossing.carry(home, shadow);
  RoomStage::Person student;
  shadow.open(student, student.recv, Direction::recv);
  student.recv.path.keeps = false;
  shadow.consume(student, info.id);
  crossing.carry(home, shadow);
  CameraSource source(3, 900);
  const auto give = [&](std::vector<Packet>& packets) {
    for (auto& packet : packets) teacher->send.receiver->on_rtp(packet, home.now);
    crossing.carry(home, shadow);
  };
  for (int i = 0; i < 500; ++i) {
    auto packets = source.picture(i % 100 == 0, 3);
    give(packets);
    home.pass(5ms);
    shadow.pass(5ms);
  }
  const auto sent = student.recv.path.count;
  std::vector<std::vector<Packet>> pictures;
  for (int i = 0; i < 20; ++i) pictures.push_back(source.picture(i == 5, 3));
  for (auto* const stage : {&home, &shadow}) {
    stage->listener.events.clear();
    stage->listener.events.reserve(100);
  }
  const auto before = allocations;
  for (auto& packets : pictures) {
    give(packets);
    home.now += 5ms;
    shadow.now += 5ms;
  }
  EXPECT_EQ(allocations - before, 0U);
  EXPECT_GT(student.recv.path.count, sent);
}

}  // namespace
}  // namespace vtp::sfu

#endif
