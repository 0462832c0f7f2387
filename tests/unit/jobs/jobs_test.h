// A queue on a database with one user and two recordings to make jobs for.
#pragma once

#include "jobs/job_queue.h"
#include "jobs/job_store.h"
#include "support/database/database_test.h"

namespace vtp::jobs {

class JobsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    const auto made = database().write([&](db::Transaction& tx) {
      tx.query(
          "insert into users (id, email, full_name, role, password_hash, locale, created_at, updated_at)"
          " values ($1, 'a@b.c', 'A', 'teacher', '', 'en', 0, 0)",
          user);
      insert_recording(tx, lecture);
      insert_recording(tx, other_lecture);
    });
    ASSERT_TRUE(made.has_value());
  }

  RecordingId add_lecture() {
    const auto id = RecordingId::make();
    EXPECT_TRUE(database().write([&](db::Transaction& tx) { insert_recording(tx, id); }));
    return id;
  }

  std::optional<Job> enqueue(const NewJob& job) {
    clock.advance(std::chrono::milliseconds(1));
    return database().write([&](db::Transaction& tx) { return queue.enqueue(tx, job); }).value();
  }
  Job enqueue(const std::string& kind, const std::string& rendition = "") {
    return enqueue({.kind = kind, .recording = lecture, .rendition = rendition}).value();
  }
  Result<Job> cancel(const JobId& id) {
    return database().write([&](db::Transaction& tx) { return queue.cancel(tx, id); });
  }
  Job find(const JobId& id) {
    return database().read([&](db::Transaction& tx) { return find_job(tx, id); }).value().value();
  }

  void insert_recording(db::Transaction& tx, const RecordingId& id) const {
    tx.query(
        "insert into recordings (id, title, started_by, source, status, format, layout, started_at, "
        "created_at,"
        " updated_at) values ($1, 'L', $2, 'upload', 'processing', 'mp4', 'auto', 0, 0, 0)",
        id, user);
  }

  const UserId user = UserId::make();
  const RecordingId lecture = RecordingId::make();
  const RecordingId other_lecture = RecordingId::make();
  JobQueue queue{database(), clock};
};

}  // namespace vtp::jobs
