// Rooms in memory and on the disk: the hub and its journal.
#include "classroom/room_hub.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "classroom/chatting.h"
#include "classroom/closing.h"
#include "classroom/joining.h"
#include "classroom/room_store.h"
#include "support/classroom/classroom_api.h"

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;

class Deaf final : public sfu::MediaListener {
  void on_media_event(RoomId, sfu::MediaEvent) override {}
};

class Hub : public vtp::testing::ClassroomApi {
 public:
  RoomId room_id() { return RoomId::parse(id_in(room)).value(); }
  std::int64_t count(const std::string& sql) {
    return database()
        .read([&](db::Transaction& tx) { return tx.query(sql).front().get<std::int64_t>(0); })
        .value();
  }

  MessageSent message(RoomId where, const std::string& text) {
    ChatMessage made;
    made.id = MessageId::make();
    made.room = where;
    made.sender = teacher.user;
    made.full_name = "Theo";
    made.text = text;
    made.sent_at = clock.now();
    return {made};
  }

  const std::string room = add_room(teacher, R"("access":"link")");
};
VTP_ON_BOTH_ENGINES(Hub);

TEST_P(Hub, KnowsNoRoomThatIsNotThere) {
  const auto act = [](Room&, Timestamp) -> Result<void> { return {}; };
  EXPECT_EQ(classroom().hub().with(RoomId::make(), act).error().code, ErrorCode::room_not_found);
  EXPECT_TRUE(classroom().hub().with(room_id(), act));
  EXPECT_FALSE(classroom().hub().look(RoomId::make(), [](Room&) { return 1; }));
}

TEST_P(Hub, LetsOneThreadIntoARoomAtATime) {
  int inside = 0;  // without a lock: the sanitizers would see two threads at once
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n)
        EXPECT_TRUE(classroom().hub().with(room_id(), [&](Room&, Timestamp) -> Result<void> {
          ++inside;
          return {};
        }));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(inside, 800);
}

TEST_P(Hub, DoesNotOpenARoomAgainThatHasJustBeenClosed) {
  enter(teacher, room);
  EXPECT_TRUE(classroom().hub().with(room_id(), [](Room& live, Timestamp now) -> Result<void> {
    close_room(live, CloseReason::host, {}, now);
    return {};
  }));
  classroom().tick();
  const auto act = [](Room&, Timestamp) -> Result<void> { return {}; };
  EXPECT_EQ(classroom().hub().with(room_id(), act).error().code, ErrorCode::room_closed);
  ASSERT_TRUE(classroom().hub().settle());
  classroom().tick();
  EXPECT_FALSE(classroom().hub().look(room_id(), [](Room&) { return 1; })) << "and then forgets it";
  EXPECT_EQ(classroom().hub().with(room_id(), act).error().code, ErrorCode::room_closed);
}

TEST_P(Hub, WritesDownWhoWasThere) {
  const auto theo = enter(teacher, room);
  clock.advance(60s);
  signalling().lost(theo, clock.now() - 10s);
  settle(theo);
  ASSERT_TRUE(classroom().hub().settle());
  EXPECT_EQ(count("select count(*) from room_participants where left_at is null"), 1);
  EXPECT_EQ(count("select ended_at - started_at from presence_intervals where end_reason = 'network'"),
            50'000'000);
  EXPECT_EQ(count("select count(*) from rooms where state = 'active' and opened_at is not null"), 1);
  pass(60s);
  ASSERT_TRUE(classroom().hub().settle());
  EXPECT_EQ(count("select count(*) from room_participants where leave_reason = 'timeout'"), 1);
}

TEST_P(Hub, EndsIntervalsOfADeadProcessWhenItWasLastAlive) {
  enter(teacher, room);
  ASSERT_TRUE(classroom().hub().settle());
  clock.advance(30s);
  ASSERT_TRUE(classroom().hub().mark_alive());
  clock.advance(15s);
  Journal journal(database(), [](std::string_view) {});
  Deaf nobody;
  RoomHub after(database(), clock, journal, policy,  // the other one has not said good-bye
                {.engine = engine, .listener = nobody});
  ASSERT_TRUE(after.restore());
  EXPECT_EQ(count("select ended_at - started_at from presence_intervals where end_reason = 'server'"),
            30'000'000);
  EXPECT_EQ(after.participant_count(room_id()), 1);
  clock.advance(60s);
  after.run_due();
  EXPECT_EQ(after.participant_count(room_id()), 0);
}

TEST_P(Hub, LosesOnlyTheRecordThatCannotBeWritten) {
  std::atomic<int> troubles = 0;
  Journal journal(database(), [&](std::string_view) { ++troubles; });
  const auto ticket =
      journal.append({message(room_id(), "a"), message(RoomId::make(), "lost"), message(room_id(), "b")});
  EXPECT_FALSE(journal.is_written(ticket));
  EXPECT_TRUE(journal.write_pending());
  EXPECT_TRUE(journal.is_written(ticket));
  EXPECT_EQ(troubles, 1);
  EXPECT_EQ(count("select count(*) from chat_messages"), 2);
}

TEST_P(Hub, SaysWhenRecordsAreInTheDatabaseAndNotBefore) {
  std::string said;
  Journal journal(database(), [](std::string_view) {});
  const auto append = [&](std::vector<Record> records, char what) {
    std::vector<WhenWritten> then;
    then.emplace_back([&said, what] { said += what; });
    journal.append(std::move(records), std::move(then));
  };
  append({}, 'a');
  EXPECT_EQ(said, "a") << "there is nothing to wait for";
  append({message(room_id(), "x"), message(room_id(), "y")}, 'b');
  append({}, 'c');
  EXPECT_EQ(said, "a");
  EXPECT_TRUE(journal.write_pending());
  EXPECT_EQ(said, "abc");
  append({message(RoomId::make(), "lost")}, 'd');
  EXPECT_TRUE(journal.write_pending());
  EXPECT_EQ(said, "abc") << "what is lost is not said to be kept";
}

TEST_P(Hub, AcknowledgesWhatIsSaidWhenItIsKept) {
  const auto theo = enter(teacher, room);
  EXPECT_EQ(emit(theo, "chat-message", R"({"text":"kept"})").at("/ok"), "true");
  EXPECT_EQ(count("select count(*) from chat_messages where body = 'kept'"), 1);
}

}  // namespace
}  // namespace vtp::classroom
