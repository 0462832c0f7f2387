#include "recordings/upload_service.h"

#include <algorithm>
#include <array>
#include <utility>

#include "accounts/user_store.h"
#include "base/text.h"
#include "base/try.h"
#include "courses/course_access.h"
#include "recordings/course_link_store.h"
#include "recordings/media_keys.h"
#include "recordings/processing/job_kinds.h"
#include "recordings/recording_store.h"
#include "recordings/upload_store.h"

namespace vtp::recordings {
namespace {

constexpr int sweep_size = 100;
constexpr std::int64_t bytes_between_checkpoints = 32 * 1024 * 1024;

std::unexpected<Error> upload_not_found() {
  return fail(ErrorCode::upload_not_found, "There is no such upload");
}

std::unexpected<Error> upload_expired() {
  return fail(ErrorCode::upload_expired, "The upload was not continued in time; begin a new one");
}

/// "mp4" of "lecture.MP4": only a first guess, the probe knows better.
std::string format_of(std::string_view filename) {
  const auto dot = filename.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string() : to_lower(filename.substr(dot + 1));
  const bool is_plain =
      !extension.empty() && extension.size() <= 8 &&
      std::ranges::all_of(extension, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return is_plain ? extension : "unknown";
}

Recording recording_of(const Upload& upload, Timestamp now) {
  Recording recording;
  recording.id = upload.future_recording();
  recording.title = upload.wishes.title;
  recording.description = upload.wishes.description;
  recording.started_by = upload.user_id;
  recording.source = RecordingSource::upload;
  recording.status = RecordingStatus::processing;
  recording.format = format_of(upload.filename);
  recording.started_at = upload.created_at;
  recording.stopped_at = now;
  recording.file_path = upload.path;
  recording.file_size_bytes = upload.length;
  recording.created_at = now;
  return recording;
}

}  // namespace

/// Holds the upload from the first byte to the last one of a PATCH.
class UploadService::Writer final : public UploadWriter {
 public:
  Writer(UploadService& service, Beginning beginning, Upload upload, UploadLocks::Hold hold, UploadFile file,
         tus::Transfer transfer)
      : service_(service),
        beginning_(beginning),
        upload_(std::move(upload)),
        hold_(std::move(hold)),
        file_(std::move(file)),
        transfer_(std::move(transfer)) {}

  Result<void> write(std::string_view bytes) override {
    auto added = transfer_.add(bytes);
    if (added) added = file_.append(bytes);
    if (!added) {
      give_up();
      return added;
    }
    if (transfer_.checkpoint() - upload_.offset < bytes_between_checkpoints) return {};
    return remember(transfer_.checkpoint());
  }

  Result<Upload> finish() override {
    auto offset = received();
    if (!offset) {
      give_up();
      return std::unexpected(std::move(offset).error());
    }
    return service_.advance(upload_, *offset);
  }

  void abandon() override {
    if (is_given_up_) return;
    const auto offset = transfer_.abandon();
    if (!file_.make_durable()) return;  // the next PATCH cuts off what was not acknowledged
    if (offset > upload_.offset) (void)service_.advance(upload_, offset);
  }

 private:
  Result<std::int64_t> received() {
    VTP_CHECK(file_.make_durable());
    return transfer_.finish();
  }

  /// Back to what the client was told last.
  void give_up() {
    is_given_up_ = true;
    if (beginning_ == Beginning::of_upload)
      (void)service_.forget(upload_);
    else
      (void)file_.cut_at(upload_.offset);
  }

  Result<void> remember(std::int64_t offset) {
    VTP_CHECK(file_.make_durable());
    VTP_TRY(upload_, service_.advance(upload_, offset));
    return {};
  }

  UploadService& service_;
  const Beginning beginning_;
  bool is_given_up_ = false;
  Upload upload_;
  UploadLocks::Hold hold_;
  UploadFile file_;
  tus::Transfer transfer_;
};

Result<void> UploadService::check_room(db::Transaction& tx, const Identity& caller, std::int64_t length) {
  const auto no_room = [](const char* sentence) { return fail(ErrorCode::insufficient_storage, sentence); };
  if (length > settings_.upload_max_bytes)
    return fail(ErrorCode::payload_too_large, "The file is larger than this platform accepts");

  const auto user = accounts::find_user(tx, caller.user);
  const auto quota = user && user->quota_bytes ? *user->quota_bytes : settings_.user_quota_bytes;
  if (quota > 0 && length > quota) return no_room("The file is larger than the storage you have");
  if (quota > 0 && stored_bytes(tx, caller.user) + announced_bytes(tx, caller.user) + length > quota)
    return fail(ErrorCode::quota_exceeded, "Your storage is full; remove recordings to make room");

  const auto space = store_.space();
  const auto kept = static_cast<double>(space.total_bytes) * settings_.min_free_percent / 100;
  const auto free =
      static_cast<double>(space.free_bytes) - kept - static_cast<double>(announced_bytes(tx, {}));
  if (static_cast<double>(length) > free) return no_room("The platform has no room for the file");
  return {};
}

Result<std::unique_ptr<UploadWriter>> UploadService::create(const Identity& caller, const NewUpload& wanted,
                                                            std::optional<tus::Checksum> checksum) {
  VTP_TRY(const auto upload, insert(caller, wanted));
  auto writer = open_writer(caller, upload.id, 0, std::move(checksum), Beginning::of_upload);
  if (!writer) (void)forget(upload);
  return writer;
}

Result<Upload> UploadService::insert(const Identity& caller, const NewUpload& wanted) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> Result<Upload> {
    if (wanted.wishes.course_id)
      VTP_CHECK(courses::require(tx, caller, *wanted.wishes.course_id, courses::Capability::recordings_link));
    VTP_CHECK(check_room(tx, caller, wanted.length));
    Upload upload;
    upload.id = UploadId::make();
    upload.user_id = caller.user;
    upload.filename = wanted.filename;
    upload.length = wanted.length;
    upload.wishes = wanted.wishes;
    upload.path = keys::original(upload.future_recording());
    upload.expires_at = now + settings_.upload_life;
    upload.created_at = now;
    insert_upload(tx, upload);
    return upload;
  });
}

Result<Upload> UploadService::find(const Identity& caller, UploadId id) {
  return database_.read([&](db::Transaction& tx) -> Result<Upload> {
    auto upload = find_upload(tx, id);
    if (!upload || upload->user_id != caller.user) return upload_not_found();
    if (upload->state == UploadState::uploading && upload->expires_at <= clock_.now())
      upload->state = UploadState::expired;
    return *std::move(upload);
  });
}

Result<Upload> UploadService::find_open(const Identity& caller, UploadId id) {
  VTP_TRY(auto upload, find(caller, id));
  if (upload.state == UploadState::expired) return upload_expired();
  return upload;
}

Result<UploadList> UploadService::list(const Identity& caller, const UploadQuery& query) {
  return database_.read([&](db::Transaction& tx) {
    UploadList list{
        .total = count_uploads(tx, caller.user, query), .limit = query.limit, .offset = query.offset};
    for (const auto& upload : list_uploads(tx, caller.user, query)) list.uploads.push_back(answer_of(upload));
    return list;
  });
}

Result<std::unique_ptr<UploadWriter>> UploadService::write(const Identity& caller, UploadId id,
                                                           std::int64_t offset,
                                                           std::optional<tus::Checksum> checksum) {
  return open_writer(caller, id, offset, std::move(checksum), Beginning::of_request);
}

Result<std::unique_ptr<UploadWriter>> UploadService::open_writer(const Identity& caller, UploadId id,
                                                                 std::int64_t offset,
                                                                 std::optional<tus::Checksum> checksum,
                                                                 Beginning beginning) {
  VTP_CHECK(find_open(caller, id));
  auto hold = locks_.try_hold(id);
  if (!hold) return fail(ErrorCode::conflict, "Another request is writing to this upload");
  // Only now nobody else moves the offset.
  VTP_TRY(auto upload, find_open(caller, id));
  if (upload.offset != offset)
    return fail(
        ErrorCode::upload_offset_mismatch,
        "The upload stands at byte " + std::to_string(upload.offset) + ", not " + std::to_string(offset));
  VTP_TRY(auto file, open_file(upload));
  tus::Transfer transfer(upload.offset, upload.length, std::move(checksum));
  return std::make_unique<Writer>(*this, beginning, std::move(upload), *std::move(hold), std::move(file),
                                  std::move(transfer));
}

Result<UploadFile> UploadService::open_file(const Upload& upload) {
  VTP_TRY(const auto path, store_.path_of(upload.path));
  auto file = UploadFile::open(path, upload.offset);
  if (file || file.error().code != ErrorCode::conflict) return file;
  // Bytes that were flushed are gone all the same: the file is what counts.
  const auto stored = size_of_upload(path);
  VTP_CHECK(database_.write(
      [&](db::Transaction& tx) { store_offset(tx, upload.id, stored, upload.expires_at, clock_.now()); }));
  return fail(ErrorCode::upload_offset_mismatch, "The upload stands at byte " + std::to_string(stored));
}

Result<Upload> UploadService::advance(Upload upload, std::int64_t offset) {
  const auto now = clock_.now();
  return database_.write([&](db::Transaction& tx) {
    auto moved = upload;
    moved.offset = offset;
    moved.expires_at = now + settings_.upload_life;
    store_offset(tx, moved.id, moved.offset, moved.expires_at, now);
    if (moved.is_whole()) complete(tx, moved);
    return moved;
  });
}

void UploadService::complete(db::Transaction& tx, Upload& upload) {
  const auto now = clock_.now();
  const auto owner = accounts::find_user(tx, upload.user_id);
  const auto recording = recording_of(upload, now);
  if (!owner || find_recording(tx, recording.id)) return;
  insert_recording(tx, recording);
  if (!mark_finished(tx, upload.id, recording.id, now)) return;
  upload.recording_id = recording.id;
  upload.state = UploadState::processing;
  processing::enqueue(queue_, tx, processing::probe_kind, recording);
  Identity identity;
  identity.user = owner->id;
  identity.role = owner->role;
  if (upload.wishes.course_id) link_to_course(tx, upload, identity);
}

void UploadService::link_to_course(db::Transaction& tx, const Upload& upload, const Identity& owner) {
  // A right that was lost while the bytes came must not cost the recording.
  if (!courses::require(tx, owner, *upload.wishes.course_id, courses::Capability::recordings_link)) return;
  CourseLink link;
  link.id = courses::LectureId::make();
  link.course_id = *upload.wishes.course_id;
  link.recording_id = upload.future_recording();
  link.lecture_title = upload.wishes.lecture_title;
  link.sequence_order = next_sequence_order(tx, link.course_id);
  link.created_at = clock_.now();
  insert_link(tx, link);
}

Result<void> UploadService::remove(const Identity& caller, UploadId id) {
  VTP_CHECK(find(caller, id));
  const auto hold = locks_.try_hold(id);
  if (!hold) return fail(ErrorCode::conflict, "Another request is writing to this upload");
  VTP_TRY(const auto upload, find(caller, id));
  return forget(upload);
}

Result<void> UploadService::forget(const Upload& upload) {
  VTP_CHECK(database_.write([&](db::Transaction& tx) { delete_upload(tx, upload.id); }));
  if (upload.recording_id || upload.state == UploadState::done) return {};
  return store_.remove(keys::folder(upload.future_recording()));
}

Result<int> UploadService::sweep() {
  const auto now = clock_.now();
  VTP_TRY(const auto whole,
          database_.read([&](db::Transaction& tx) { return find_whole_but_unfinished(tx, sweep_size); }));
  for (const auto& id : whole) {
    const auto hold = locks_.try_hold(id);
    if (!hold) continue;
    VTP_CHECK(database_.write([&](db::Transaction& tx) {
      auto upload = find_upload(tx, id);
      if (upload && upload->state == UploadState::uploading && upload->is_whole()) complete(tx, *upload);
    }));
  }
  VTP_TRY(const auto expired,
          database_.read([&](db::Transaction& tx) { return find_expired(tx, now, sweep_size); }));
  for (const auto& upload : expired) {
    const auto hold = locks_.try_hold(upload.id);
    if (!hold) continue;
    VTP_CHECK(store_.remove(keys::folder(upload.future_recording())));
    VTP_CHECK(database_.write([&](db::Transaction& tx) { mark_expired(tx, upload.id, now); }));
  }
  return static_cast<int>(whole.size() + expired.size());
}

UploadAnswer answer_of(const Upload& upload) {
  UploadAnswer answer;
  answer.upload_id = upload.id;
  answer.filename = upload.filename;
  answer.length = upload.length;
  answer.offset = upload.offset;
  answer.state = upload.state;
  answer.recording_id = upload.recording_id;
  answer.error = upload.error;
  if (upload.state == UploadState::uploading) answer.expires_at = upload.expires_at;
  return answer;
}

}  // namespace vtp::recordings
