#include "media/track_log/track_log.h"

#include <atomic>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/files.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;

const TrackRecord some_track{.kind = TrackKind::video, .timescale = 90'000, .epoch = Timestamp(1s)};

std::string bytes_of_part(std::size_t number) {
  return std::string(200 + number % 100, static_cast<char>('a' + number % 26));
}

std::string written(const std::filesystem::path& file) {
  return read_file(file, 1U << 30U).value();
}

TrackIndex index_of(const TrackLog& log) {
  return log.look([](const TrackIndex& index) { return index; });
}

/// Parts of 0.5 s, every fourth of which ends a segment, with all else that a log may have.
void fill(TrackLog& log, std::size_t parts) {
  ASSERT_TRUE(log.append_init({.codec = "avc1.42C01F", .size = {640, 360}, .bytes = "init"}));
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < parts; ++i) {
    ASSERT_TRUE(log.append_part(
        {.start = time, .duration = 45'000, .is_independent = i % 4 == 0, .ends_segment = i % 4 == 3},
        bytes_of_part(i)));
    time += 45'000;
    if (i % 8 == 7) {
      ASSERT_TRUE(log.append_gap({.start = time, .duration = 90'000}));
      time += 90'000;
    }
    if (i % 16 == 15) ASSERT_TRUE(log.begin_stretch(Timestamp(500s), time));
    if (i % 16 == 15) ASSERT_TRUE(log.append_init({.codec = "avc1.42C01E", .size = {}, .bytes = "again"}));
    if (i % 5 == 4)
      ASSERT_TRUE(
          log.append_gap({.start = time, .duration = 3'000, .reason = GapReason::lost, .is_bridged = true}));
  }
}

/// What there is of `recovered` is as it was in `original`, with its bytes.
void expect_prefix(const TrackLog& recovered, const TrackIndex& original) {
  const auto index = index_of(recovered);
  ASSERT_LE(index.parts.size(), original.parts.size());
  for (std::size_t i = 0; i < index.parts.size(); ++i) {
    ASSERT_EQ(index.parts[i], original.parts[i]);
    ASSERT_EQ(recovered.read(index.parts[i].offset, index.parts[i].size).value(), bytes_of_part(i));
  }
  ASSERT_LE(index.segments.size(), original.segments.size());
  for (std::size_t i = 0; i + 1 < index.segments.size(); ++i)
    ASSERT_EQ(index.segments[i], original.segments[i]);
  ASSERT_LE(index.gaps.size(), original.gaps.size());
  for (std::size_t i = 0; i < index.gaps.size(); ++i) ASSERT_EQ(index.gaps[i], original.gaps[i]);
  ASSERT_LE(index.inits.size(), original.inits.size());
}

class TrackLogTest : public testing::Test {
 protected:
  test::TemporaryFolder folder;
};

TEST_F(TrackLogTest, WhatIsAppendedIsReadWhileItIsWrittenAndAfterwards) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  fill(*log, 40);
  expect_prefix(*log, index_of(*log));
  const auto before = index_of(*log);
  EXPECT_EQ(before.parts.size(), 40U);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  EXPECT_EQ(index_of(*log), before);
  EXPECT_EQ(written(log->data_file()).size(), before.data_end());
}

TEST_F(TrackLogTest, GoesOnAfterItWasOpenedAgain) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  fill(*log, 6);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  const auto time = index_of(*log).end_time();
  ASSERT_TRUE(log->end_segment());
  ASSERT_TRUE(log->append_gap({.start = time, .duration = 9'000, .reason = GapReason::restart}));
  ASSERT_TRUE(log->append_part({.start = time + 9'000, .duration = 45'000}, bytes_of_part(6)));
  const auto before = index_of(*log);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  EXPECT_EQ(index_of(*log), before);
  expect_prefix(*log, before);
}

TEST_F(TrackLogTest, NothingComesAfterTheEnd) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  fill(*log, 6);
  ASSERT_TRUE(log->end());
  EXPECT_TRUE(log->end());
  EXPECT_FALSE(index_of(*log).has_open_segment());
  EXPECT_EQ(log->append_gap({.start = 1'000'000'000, .duration = 1}).error().code, ErrorCode::conflict);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  EXPECT_EQ(index_of(*log).end, LogEnd::stopped);
  EXPECT_EQ(log->append_init({}).error().code, ErrorCode::conflict);
}

TEST_F(TrackLogTest, RefusesToGoBackInTimeAndStaysWhole) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  fill(*log, 6);
  const auto before = index_of(*log);
  EXPECT_FALSE(log->append_part({.start = 0, .duration = 45'000}, "x"));
  EXPECT_FALSE(log->append_init({}));
  EXPECT_EQ(index_of(*log), before);
  ASSERT_TRUE(log->append_part({.start = before.end_time(), .duration = 45'000}, bytes_of_part(6)));
  const auto after = index_of(*log);
  log.reset();
  EXPECT_EQ(index_of(*TrackLog::open(folder / "track").value()), after);
}

TEST_F(TrackLogTest, IsNotCreatedTwiceNorOpenedWhereThereIsNone) {
  ASSERT_TRUE(TrackLog::create(folder / "track", some_track));
  EXPECT_FALSE(TrackLog::create(folder / "track", some_track));
  EXPECT_FALSE(TrackLog::open(folder / "other"));
  test::write_text(folder / "track" / track_index_name, "something else");
  EXPECT_FALSE(TrackLog::open(folder / "track"));
}

/// A log of which the files can be damaged again and again.
struct Original {
  Original() {
    const auto log = TrackLog::create(folder / "track", some_track).value();
    fill(*log, 30);
    EXPECT_TRUE(log->sync());
    synced_data = index_of(*log).data_end();
    synced_parts = index_of(*log).parts.size();
    auto time = index_of(*log).end_time();
    for (std::size_t i = 30; i < 45; ++i, time += 45'000)
      EXPECT_TRUE(log->append_part({.start = time, .duration = 45'000, .ends_segment = i % 4 == 3},
                                   bytes_of_part(i)));
    index = index_of(*log);
    index_bytes = written(folder / "track" / track_index_name);
    data_bytes = written(folder / "track" / track_data_name);
  }

  std::unique_ptr<TrackLog> damaged(std::string_view new_index, std::string_view new_data) const {
    test::write_text(folder / "track" / track_index_name, new_index);
    test::write_text(folder / "track" / track_data_name, new_data);
    return TrackLog::open(folder / "track").value_or(nullptr);
  }

  test::TemporaryFolder folder;
  TrackIndex index;
  std::string index_bytes, data_bytes;
  std::uint64_t synced_data = 0;
  std::size_t synced_parts = 0;
};

RC_GTEST_PROP(TrackLogRecovery, WhereverTheFilesEndAllBeforeIsIntact, ()) {
  static const Original original;
  const auto index_size = *rc::gen::inRange<std::size_t>(0, original.index_bytes.size() + 1);
  const auto data_size = *rc::gen::inRange<std::size_t>(0, original.data_bytes.size() + 1);
  const auto log =
      original.damaged(original.index_bytes.substr(0, index_size), original.data_bytes.substr(0, data_size));
  const auto first_record = encode(some_track).size();
  RC_ASSERT((log != nullptr) == (index_size >= first_record));
  if (!log) return;
  expect_prefix(*log, original.index);
  // No part is lost whose record and bytes are there.
  const auto parts = index_of(*log).parts.size();
  if (index_size == original.index_bytes.size() && parts < original.index.parts.size())
    RC_ASSERT(original.index.parts[parts].offset + original.index.parts[parts].size > data_size);
  if (data_size == original.data_bytes.size() && index_size == original.index_bytes.size())
    RC_ASSERT(parts == original.index.parts.size());
  RC_ASSERT(written(log->data_file()).size() == index_of(*log).data_end());
}

RC_GTEST_PROP(TrackLogRecovery, ADamagedTailIsCutOff, ()) {
  static const Original original;
  auto index_bytes = original.index_bytes;
  auto data_bytes = original.data_bytes;
  const auto damage = [](std::string& bytes, std::size_t from) {
    const auto at = *rc::gen::inRange<std::size_t>(from, bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ *rc::gen::nonZero<char>());
    return at;
  };
  const bool damages_index = *rc::gen::arbitrary<bool>();
  const auto at = damages_index ? damage(index_bytes, encode(some_track).size())
                                : damage(data_bytes, original.synced_data);
  const auto log = original.damaged(index_bytes, data_bytes);
  RC_ASSERT(log != nullptr);
  expect_prefix(*log, original.index);
  const auto parts = index_of(*log).parts.size();
  RC_ASSERT(parts < original.index.parts.size() || damages_index);
  if (!damages_index) {
    RC_ASSERT(parts >= original.synced_parts);
    RC_ASSERT(original.index.parts[parts].offset <= at);
    RC_ASSERT(original.index.parts[parts].offset + original.index.parts[parts].size > at);
  }
}

TEST_F(TrackLogTest, OfAKilledProcessHoldsAllThatWasAppended) {
  int pipe_ends[2];
  ASSERT_EQ(::pipe(pipe_ends), 0);
  const auto child = ::fork();
  if (child == 0) {
    const auto log = TrackLog::create(folder / "track", some_track).value();
    fill(*log, 1);
    for (std::size_t i = 1;; ++i) {
      if (!log->append_part({.start = i * 45'000, .duration = 45'000, .ends_segment = i % 4 == 3},
                            bytes_of_part(i)))
        ::_exit(1);
      const auto number = static_cast<std::uint32_t>(i);
      if (::write(pipe_ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
    }
  }
  ::close(pipe_ends[1]);
  std::uint32_t last = 0;
  while (last < 500 && ::read(pipe_ends[0], &last, sizeof last) == sizeof last) {
  }
  ::kill(child, SIGKILL);
  while (::read(pipe_ends[0], &last, sizeof last) == sizeof last) {
  }
  ::close(pipe_ends[0]);
  ::waitpid(child, nullptr, 0);
  const auto log = TrackLog::open(folder / "track").value();
  const auto index = index_of(*log);
  EXPECT_GE(index.parts.size(), last + 1U);
  EXPECT_LE(index.parts.size(), last + 2U);
  expect_prefix(*log, index);
}

/// As long as it lives, files of this process can grow to `bytes` only, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uint64_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(TrackLogTest, OnAFullDiskEndsWithAllThatFitted) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  ASSERT_TRUE(log->append_init({.codec = "a", .size = {}, .bytes = "init"}));
  std::size_t parts = 0;
  {
    const FileSizeLimit limit(5'000);
    for (;; ++parts) {
      const auto result =
          log->append_part({.start = parts * 45'000, .duration = 45'000}, bytes_of_part(parts));
      if (result) continue;
      EXPECT_EQ(result.error().code, ErrorCode::insufficient_storage);
      break;
    }
  }
  EXPECT_GT(parts, 10U);
  const auto before = index_of(*log);
  EXPECT_EQ(before.parts.size(), parts);
  EXPECT_EQ(before.end, LogEnd::disk_full);
  EXPECT_FALSE(before.has_open_segment());
  EXPECT_EQ(log->append_part({.start = 1U << 30U, .duration = 1}, "x").error().code, ErrorCode::conflict);
  expect_prefix(*log, before);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  EXPECT_EQ(index_of(*log), before);
  EXPECT_EQ(written(log->data_file()).size(), before.data_end());
}

TEST_F(TrackLogTest, OnADiskWithoutRoomEvenForTheEndIsAsAfterACrash) {
  auto log = TrackLog::create(folder / "track", some_track).value();
  fill(*log, 6);
  const auto before = index_of(*log);
  const auto index_size = written(folder / "track" / track_index_name).size();
  {
    const FileSizeLimit limit(index_size + 3);
    EXPECT_FALSE(log->append_part({.start = before.end_time(), .duration = 45'000}, bytes_of_part(6)));
  }
  EXPECT_EQ(index_of(*log).end, LogEnd::disk_full);
  log.reset();
  log = TrackLog::open(folder / "track").value();
  EXPECT_EQ(index_of(*log), before);
}

TEST_F(TrackLogTest, ManyReadWhileOneWrites) {
  const auto log = TrackLog::create(folder / "track", some_track).value();
  ASSERT_TRUE(log->append_init({.codec = "a", .size = {}, .bytes = "init"}));
  std::atomic<bool> is_done = false;
  std::atomic<std::size_t> wrong = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!is_done) {
        const auto newest = log->look([](const TrackIndex& index) {
          return index.parts.empty() ? std::pair<std::size_t, LoggedPart>()
                                     : std::pair(index.parts.size() - 1, index.parts.back());
        });
        if (newest.second.size == 0) continue;
        const auto bytes = log->read(newest.second.offset, newest.second.size);
        if (!bytes || *bytes != bytes_of_part(newest.first)) ++wrong;
      }
    });
  for (std::size_t i = 0; i < 2'000; ++i)
    ASSERT_TRUE(log->append_part({.start = i * 45'000, .duration = 45'000, .ends_segment = i % 4 == 3},
                                 bytes_of_part(i)));
  is_done = true;
  readers.clear();
  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace vtp::media
